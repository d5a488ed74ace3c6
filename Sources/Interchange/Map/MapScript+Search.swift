extension MapScript {
  /// Search in ids and captions; all words must be found, anywhere, in any case.
  static let search: StaticString = #"""
    const query = element('query');
    let searched = null;
    let waiting = 0;

    function search() {
      waiting = 0;
      const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (words.length === 0) {
        state.matches = null;
      } else {
        searched ??= posts.captions.map((caption, post) => `${posts.ids[post]}\n${caption}`.toLowerCase());
        state.matches = new Uint8Array(posts.count);
        searched.forEach((text, post) => {
          if (words.every(word => text.includes(word))) state.matches[post] = 1;
        });
      }
      changed();
    }

    // The next found post after the focused one, around the end.
    function nextFound() {
      for (let step = 1; step <= posts.count; step++) {
        const post = (state.focused + step) % posts.count;
        if (isLive(post)) return focusPost(post, true);
      }
      say('No post is found.');
    }

    query.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    });
    query.form.addEventListener('submit', event => {
      event.preventDefault();
      clearTimeout(waiting);
      search();
      if (state.matches !== null) nextFound();
    });

    """#
}
