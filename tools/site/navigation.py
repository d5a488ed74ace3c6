"""Gives the site the sections of docs/index.md, so that its tables are the only list of pages."""

import pathlib
import posixpath
import re

LINK = re.compile(r"\[([^\]]+)\]\(([^)#]+\.md)\)")


def on_config(config):
    pages = pathlib.Path(config.docs_dir)
    navigation = [{"Codeframe": "README.md"}]
    section, seen = None, {"README.md"}
    for line in (pages / "docs/index.md").read_text().splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        for title, target in LINK.findall(line):
            path = posixpath.normpath(posixpath.join("docs", target))
            if section and path not in seen:
                seen.add(path)
                if not (navigation[-1].keys() & {section}):
                    navigation.append({section: []})
                navigation[-1][section].append({title: path})
    config.nav = navigation
    return config
