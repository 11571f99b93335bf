"""How well files are read: invented reports in the forms of several producers, and other readers beside ours."""
