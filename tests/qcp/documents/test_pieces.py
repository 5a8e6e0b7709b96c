"""Files in pieces: in any order, doubled, cut, spoilt, out of room: the same bytes come out, or a sentence."""

import hashlib
import random

import pytest
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcp import clock
from qcp.accounts.models import Role
from qcp.documents import fields, pieces
from qcp.documents.models import StoredFile, Upload, UploadPart
from qcp.documents.uploads import receive
from qcp.workflow.refusals import NotAllowed, NotReady

from . import paper

PLACE = "/applications/1/steps/policies/"
CONTENT = random.Random(17).randbytes(pieces.PART_SIZE * 3 + 1234)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def begin(by, content=CONTENT, name="policy.pdf", **changed):
    given = {"place": PLACE, "name": name, "size": len(content), "sha256": sha(content)} | changed
    return pieces.begin(by=by, **given)


def piece(content, number):
    return content[number * pieces.PART_SIZE : (number + 1) * pieces.PART_SIZE]


def send(upload, *numbers, content=CONTENT):
    for number in numbers:
        part = piece(content, number)
        pieces.take(upload, number, part, sha(part))
    return Upload.objects.get(pk=upload.pk)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, 3), max_size=9), restarts=st.integers(0, 3))
def test_in_any_order_and_however_often_the_same_bytes_come_out_or_a_refusal(olivia, order, restarts):
    upload = begin(olivia)
    for number in order:
        send(upload, number)
        for _ in range(restarts):
            assert begin(olivia) == upload  # chosen again after a reload

    if set(order) == {0, 1, 2, 3}:
        assert pieces.whole(upload).read() == CONTENT
    else:
        with pytest.raises(NotReady, match=f"\\({upload.percent} %\\). Choose it again to go on."):
            pieces.whole(upload)
    pieces.forget(upload)
    assert UploadPart.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: (part[:-1], sha(part[:-1])),
        lambda part: (part + b"x", sha(part + b"x")),
        lambda part: (part, sha(b"another")),
        lambda part: (part, ""),
        lambda part: (b"", sha(b"")),
        lambda part: (bytes(reversed(part)), sha(part)),
    ],
    ids=["cut off", "too long", "wrong hash", "no hash", "nothing", "turned over"],
)
def test_a_piece_that_is_not_whole_is_not_kept_and_sent_again(olivia, spoil):
    upload = begin(olivia)
    content, digest = spoil(piece(CONTENT, 0))

    with pytest.raises(NotReady, match="It is sent again."):
        pieces.take(upload, 0, content, digest)

    assert Upload.objects.get(pk=upload.pk).arrived == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [-1, 4, 10_000])
def test_a_piece_that_does_not_exist_is_refused(olivia, number):
    with pytest.raises(NotReady):
        pieces.take(begin(olivia), number, b"x", sha(b"x"))


@pytest.mark.django_db
def test_two_files_are_never_mixed(olivia):
    upload = send(begin(olivia), 0)
    other = bytes(len(piece(CONTENT, 0)))

    with pytest.raises(NotReady, match="Two different files were sent as one"):
        pieces.take(upload, 0, other, sha(other))


@pytest.mark.django_db
def test_a_whole_that_is_not_what_was_promised_begins_anew(olivia):
    upload = begin(olivia, sha256=sha(b"something else"))
    send(upload, 0, 1, 2, 3)

    with pytest.raises(NotReady, match="did not arrive as it was sent"):
        pieces.whole(upload)

    assert Upload.objects.count() == UploadPart.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"size": 0}, "The file is empty."),
        ({"size": 26 * 1024 * 1024}, "at most 25 MB are possible"),
        ({"sha256": ""}, "could not be read on your computer"),
        ({"sha256": "Z" * 64}, "could not be read on your computer"),
    ],
)
def test_what_can_be_known_at_the_start_is_said_at_the_start(olivia, changed, words):
    with pytest.raises(NotReady, match=words):
        begin(olivia, **changed)


@pytest.fixture
def arrived(olivia):
    content = paper.pdf()
    upload = begin(olivia, content)
    return send(upload, 0, content=content)


def test_what_arrived_becomes_a_file_and_the_pieces_go(practice, olivia, arrived, django_capture_on_commit_callbacks):
    key = arrived.parts.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        stored = receive(pieces.whole(arrived), subject=practice, by=olivia)

    assert paper.pdf_of(stored) == paper.pdf()
    assert stored.label == "policy.pdf"
    assert not default_storage.exists(key)
    assert pieces.under_way(PLACE, olivia) == []


def test_nobody_hands_in_what_somebody_else_sent(practice, eddie, arrived):
    with pytest.raises(NotAllowed, match="Somebody else sent this file"):
        receive(pieces.whole(arrived), subject=practice, by=eddie)

    assert StoredFile.objects.count() == 0


def test_pieces_that_nobody_goes_on_with_are_deleted_after_three_days(olivia, arrived):
    key = arrived.parts.get().file.name
    assert pieces.forget_abandoned() == 0
    with clock.at(clock.now().replace(year=clock.now().year + 1)):
        assert pieces.forget_abandoned() == 1

    assert not default_storage.exists(key)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (
            {"practice": {"files": 2, "megabytes": 9}, "together": {"files": 9, "megabytes": 9}},
            "You have handed in 2 files",
        ),
        (
            {"practice": {"files": 9, "megabytes": 0}, "together": {"files": 9, "megabytes": 9}},
            "You have handed in 0 MB",
        ),
        (
            {"practice": {"files": 9, "megabytes": 9}, "together": {"files": 2, "megabytes": 9}},
            "Your practice has handed",
        ),
    ],
)
def test_a_day_has_its_limits_with_a_way_out(hand_in, olivia, settings, limit, words):
    settings.UPLOADS_A_DAY = {"practice": {"files": 9, "megabytes": 9}, "together": {"files": 9, "megabytes": 9}}
    hand_in(content=paper.pdf("One."))
    hand_in(content=paper.pdf("Two."))
    settings.UPLOADS_A_DAY = limit

    with pytest.raises(NotReady, match=words) as refusal:
        hand_in(content=paper.pdf("Three."))

    assert "Go on tomorrow, or write to QCP staff" in refusal.value.problems[0]
    assert StoredFile.objects.count() == 2


def test_every_role_has_its_own_limit_and_a_surveyors_leaves_room_for_a_visit_full_of_photos(settings):
    limits = settings.UPLOADS_A_DAY

    assert set(limits) == {*Role.values, "together"}
    assert limits[Role.SURVEYOR]["files"] > limits[Role.PRACTICE]["files"]


def test_a_practices_limit_does_not_bind_a_surveyor(olivia, sam, settings):
    room = {"files": 9, "megabytes": 9}
    settings.UPLOADS_A_DAY = {"practice": {"files": 0, "megabytes": 9}, "surveyor": room, "together": room}

    with pytest.raises(NotReady, match="which is as much as one day allows"):
        begin(olivia)
    assert begin(sam).pk


def test_what_is_on_its_way_counts_for_the_day(olivia, settings):
    settings.UPLOADS_A_DAY = {"practice": {"files": 1, "megabytes": 9}, "together": {"files": 9, "megabytes": 9}}
    begin(olivia)

    with pytest.raises(NotReady, match="You have handed in 1 file today"):
        begin(olivia, b"another")


# --- over the wire -----------------------------------------------------------------------------------


def post_part(client, upload, number, content, digest=None):
    return client.generic(
        "POST",
        f"/uploads/{upload['id']}/parts/{number}/",
        content,
        "application/octet-stream",
        headers={"X-Content-SHA256": sha(content) if digest is None else digest},
    )


def open_one(client, content=CONTENT, **changed):
    given = {"place": PLACE, "name": "policy.pdf", "size": len(content), "sha256": sha(content)} | changed
    return client.post("/uploads/", given, "application/json")


def test_a_broken_line_costs_one_piece(client, olivia):
    client.force_login(olivia)
    upload = open_one(client).json()
    post_part(client, upload, 0, piece(CONTENT, 0))
    assert post_part(client, upload, 1, piece(CONTENT, 1)[:1000]).status_code == 422

    again = open_one(client).json()

    assert (again["id"], again["arrived"], again["state"]) == (upload["id"], [0], "Uploading")
    for number in (1, 2, 3):
        told = post_part(client, again, number, piece(CONTENT, number)).json()
    assert told["percent"] == 100
    assert client.get("/uploads/", {"place": PLACE}).json()["uploads"][0]["id"] == upload["id"]
    assert client.get(f"/uploads/{upload['id']}/").json()["arrived"] == [0, 1, 2, 3]
    client.post(f"/uploads/{upload['id']}/give-up/")
    assert client.get(f"/uploads/{upload['id']}/").status_code == 404


@pytest.mark.parametrize(
    "changed", [{"size": "many"}, {"size": -1}, {"size": 2**40}, {"sha256": None}, {"sha256": ["a"]}, {"name": None}]
)
def test_a_beginning_without_sense_is_refused_in_words(client, olivia, changed):
    client.force_login(olivia)

    answer = open_one(client, **changed)

    assert answer.status_code in (200, 422)
    assert answer.status_code == 200 or answer.json()["problem"].endswith(".")
    assert client.post("/uploads/", b"\xff{", "application/json").status_code == 422


def test_others_find_nothing_of_it(client, olivia, stan, stella):
    client.force_login(olivia)
    upload = open_one(client).json()

    for person in (stan, stella):
        client.force_login(person)
        assert client.get(f"/uploads/{upload['id']}/").status_code == 404
        assert post_part(client, upload, 0, piece(CONTENT, 0)).status_code == 404
        assert client.post(f"/uploads/{upload['id']}/give-up/").status_code == 404
        assert client.get("/uploads/", {"place": PLACE}).json() == {"uploads": []}
    client.logout()
    assert client.get(f"/uploads/{upload['id']}/").status_code == 302


@pytest.mark.django_db
def test_a_form_that_names_what_is_not_there_says_so():
    field = fields.UploadField(pieces=True)

    for key in ("nonsense", "00000000-0000-0000-0000-000000000007"):
        with pytest.raises(Exception) as refusal:
            field.clean([key])
        assert refusal.value.messages == ["The file that was sent before is not here any more. Choose it again."]


def test_a_field_that_was_not_told_so_takes_no_keys(rf, arrived):
    posted = rf.post("/", {"file-arrived": str(arrived.pk)})

    def found(field):
        return field.widget.value_from_datadict(posted.POST, posted.FILES, "file")

    assert found(fields.UploadField()) == []
    assert found(fields.UploadField(pieces=True)) == [str(arrived.pk)]
