extension [Coding] {
  /// The codings that columns of answers stand for, post by post, with the fold of every gold post.
  ///
  /// - Precondition: `answers` has a column for each variable, and each column an answer for each post.
  public init(_ answers: [[Answer]], to variables: [Variable], of posts: [Post], folds: Folds) {
    self = posts.indices.flatMap { index in
      zip(variables, answers).map { variable, column in
        Coding(
          postID: posts[index].id, variable: variable.name, answer: column[index],
          fold: folds[posts[index].id])
      }
    }
  }
}
