"""What a page is made of: articles, views, prose with its links, navigation and the shell around them."""
