"""What may be known of an article besides its text."""
ARTICLE_KEYS = ("id", "title", "url", "site", "published", "author", "language", "where", "page_digest")
