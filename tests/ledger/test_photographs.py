from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from mithaq.ledger.photographs import remove_metadata


def take(form: str, *, turn: int = 1, **options: object) -> bytes:
    image, file = Image.effect_mandelbrot((40, 30), (-2, -1, 1, 1), 50).convert("RGB"), BytesIO()
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a reporter"
    exif[ExifTags.Base.Orientation] = turn
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (32.0, 53.0, 14.0)
    image.save(file, form, exif=exif, **options)
    return file.getvalue()


def read(content: bytes) -> tuple[bytes, dict[int, object]]:
    with Image.open(BytesIO(content)) as image:
        return image.tobytes(), dict(image.getexif())


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize(
    ("form", "media", "options"),
    [
        ("JPEG", "image/jpeg", {}),
        ("JPEG", "image/jpeg", {"progressive": True, "comment": "taken by a reporter"}),
        ("PNG", "image/png", {}),
        ("WEBP", "image/webp", {"xmp": b"<who>reporter</who>"}),
        ("WEBP", "image/webp", {"lossless": True}),
    ],
)
def test_the_picture_stays_and_what_it_tells_goes(
    form: str, media: str, options: dict[str, object], turn: int
) -> None:
    photo = take(form, turn=turn, **options) + b"trailer: reporter"
    clean = remove_metadata(photo, media)
    assert clean is not None
    assert b"reporter" in photo
    assert b"reporter" not in clean
    assert read(clean) == (read(photo)[0], {ExifTags.Base.Orientation: 6} if turn == 6 else {})
    assert remove_metadata(clean, media) == clean


def test_colours_are_kept_and_texts_are_not() -> None:
    profile = b"a profile of colours" * 8
    jpeg = remove_metadata(take("JPEG", icc_profile=profile), "image/jpeg")
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "reporter")
    png = remove_metadata(take("PNG", icc_profile=profile, pnginfo=texts), "image/png")
    assert jpeg is not None
    assert png is not None
    for content in (jpeg, png):
        with Image.open(BytesIO(content)) as image:
            assert image.info["icc_profile"] == profile
            assert "Author" not in image.info


def test_a_plain_webp_and_a_moving_one_keep_their_pictures() -> None:
    plain, moving = BytesIO(), BytesIO()
    pictures = [Image.new("RGB", (9, 7), (shade, 0, 0)) for shade in (10, 200)]
    pictures[0].save(plain, "WEBP")
    pictures[0].save(moving, "WEBP", save_all=True, append_images=pictures[1:], xmp=b"<who>reporter</who>")
    assert remove_metadata(plain.getvalue(), "image/webp") == plain.getvalue()
    clean = remove_metadata(moving.getvalue(), "image/webp")
    assert clean is not None
    assert b"reporter" not in clean
    with Image.open(BytesIO(clean)) as image:
        assert image.n_frames == 2


def test_what_is_told_in_a_heic_photograph_is_blanked() -> None:
    boxes = BytesIO()
    Image.new("RGB", (9, 7)).save(boxes, "AVIF", xmp=b"<who>reporter</who>", speed=10)
    clean = remove_metadata(boxes.getvalue(), "image/heic")
    assert clean is not None
    assert b"reporter" not in clean


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF....WEBP", "image/webp"),
        (take("WEBP")[:60], "image/webp"),
        (b"....ftypheic", "image/heic"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\xff\xd8no marker", "image/jpeg"),
        (take("PNG")[:40], "image/png"),
    ],
)
def test_what_cannot_be_taken_apart_is_told(content: bytes, media: str) -> None:
    assert remove_metadata(content, media) is None


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, about broken blocks
@given(st.binary(max_size=200), st.integers(0, 600), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_any_bytes_end(noise: bytes, at: int, form: str) -> None:
    photo = take(form)
    broken = photo[:at] + noise + photo[at + len(noise) :]
    remove_metadata(broken, f"image/{form.lower()}")
