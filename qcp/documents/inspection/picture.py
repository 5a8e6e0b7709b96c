"""PNG and JPEG: whole, of sensible dimensions, and decodable."""

import warnings

from PIL import Image, UnidentifiedImageError

from .finding import Unfit

LARGEST = 80_000_000  # pixels: a page scanned at 900 dpi

BROKEN = "The picture is damaged or incomplete. Open it, check it, save it again and choose the new file."


def check(path: str, content: bytes) -> None:
    Image.MAX_IMAGE_PIXELS = None  # our own limit, with our own sentence
    warnings.simplefilter("ignore")
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > LARGEST:
                raise Unfit(
                    f"The picture measures {width} by {height} points, too large to open safely. Save it smaller."
                )
            if getattr(picture, "n_frames", 1) > 1 and picture.format == "PNG":
                raise Unfit("The picture moves. Save a single picture, or the document as PDF.")
            picture.load()
    except Unfit:
        raise
    except MemoryError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError):
        raise Unfit(BROKEN) from None
