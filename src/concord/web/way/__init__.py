"""The short way in: at most seven questions, one a page, each of which may stay open."""
