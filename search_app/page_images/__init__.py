"""Images of pages: what a page looks like, and where its words stand.

In come the path of a file, its SHA-256, a page and a width; out go its image in WebP and the places of
its words. Read `page_image` first: it asks the task `rendering`, which runs in a limited process and answers
in `rendered`, and keeps what it got in `image_cache`. `text_boxes` finds the words of a page, `seen_words`
those of one that is a picture (Tesseract), `page_words` says what they are and where a passage stands among
them. What is no PDF is made one first: `laid_out` asks the task `laying_out` (LibreOffice). Nothing here
knows Flask or an address.
"""
