"""Files in, passages and figures out."""
