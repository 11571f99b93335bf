"""A case as an office's scanner gives it: a picture for each page, leaning, grey, specked, without a text layer."""

from __future__ import annotations

import io
import random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

_DPI = (200, 300, 300)
_LEAN = 1.2  # degrees either way
_SPECKS = 40  # on a page, at most
_PAPER, _INK = 0.93, 25  # how white the paper is, of 1, and how black the print, of 255


def as_scan(pdf: bytes, seed: int) -> bytes:
    """The pages of a PDF as JPEG pictures in a PDF; the same for the same seed."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    dpi = rng.choice(_DPI)
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for page in document:
        grey = page.render(scale=dpi / 72, grayscale=True).to_pil()
        grey = grey.rotate(rng.uniform(-_LEAN, _LEAN), Image.Resampling.BICUBIC, fillcolor=255)
        grey = grey.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.7) * dpi / 200))
        pixels = np.asarray(grey, dtype=np.float32) * ((_PAPER * 255 - _INK) / 255) + _INK
        pixels += noise.normal(0, rng.uniform(2, 7), pixels.shape).astype(np.float32)
        for _ in range(rng.randrange(_SPECKS)):
            y, x = rng.randrange(pixels.shape[0] - 4), rng.randrange(pixels.shape[1] - 4)
            pixels[y : y + rng.randint(1, 4), x : x + rng.randint(1, 4)] = rng.randint(30, 150)
        pictures.append(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)))
    document.close()
    out = io.BytesIO()
    pictures[0].save(
        out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi, quality=rng.randint(60, 85)
    )
    return out.getvalue()
