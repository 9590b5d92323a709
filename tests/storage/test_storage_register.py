"""The register: runs, businesses with their history, consents, numbers, jobs, attachments, questions."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import IntegrityError, StatementError

from storage import attachment, business, consent, contact, history, job, office, question, run
from storage.base import columns_of
from storage.business import Business
from storage.consent import Consent
from storage.contact import Contact
from storage.history import History
from storage.office import Office
from storage.run import Run
from storage.store import Store

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


async def test_a_run_is_found_again(store: Store, owner: int) -> None:
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        first = await run.open_run(db, person, "registration", 7, NOW)
        again = await run.open_run(db, person, "registration", 7, LATER)
        assert first.id == again.id == person.active_run_id
        assert again.touched_at == LATER
        await db.commit()


async def test_each_contact_form_and_subject_has_a_run_of_its_own(
    store: Store, owner: int, neighbour: int
) -> None:
    wanted = [(owner, "registration", 7), (owner, "registration", 8), (owner, "consent", 7)]
    async with store.writing() as db:
        ids = set()
        for who, form, subject in [*wanted, (neighbour, "registration", 7)]:
            opened = await run.open_run(db, await contact.by_id(db, who), form, subject, NOW)
            ids.add(opened.id)
        assert len(ids) == 4


async def test_two_open_runs_of_the_same_are_impossible(store: Store, owner: int) -> None:
    moments = {"created_at": NOW, "touched_at": NOW}
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            for _twice in range(2):
                db.add(Run(contact_id=owner, form="registration", subject=7, progress={}, **moments))
            await db.commit()


async def test_a_finished_run_makes_room_for_a_new_one(store: Store, owner: int) -> None:
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        first = await run.open_run(db, person, "registration", 7, NOW)
        run.finish(first, person, LATER)
        assert person.active_run_id is None
        assert await run.latest_unfinished(db, owner) is None
        second = await run.open_run(db, person, "registration", 7, LATER)
        assert second.id != first.id
        await db.commit()


async def test_another_form_parks_the_draft_and_its_end_does_not_take_the_words_away(
    store: Store, owner: int
) -> None:
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        draft = await run.open_run(db, person, "registration", 7, NOW)
        consenting = await run.open_run(db, person, "consent", 1, LATER)
        assert person.active_run_id == consenting.id
        run.finish(draft, person, LATER)
        assert person.active_run_id == consenting.id, "it was another run that ended"
        await db.commit()


async def test_the_draft_touched_last_is_the_one_to_go_on_with(
    store: Store, owner: int, neighbour: int
) -> None:
    async with store.writing() as db:
        person, other = await contact.by_id(db, owner), await contact.by_id(db, neighbour)
        await run.open_run(db, person, "registration", 7, LATER)
        await run.open_run(db, person, "registration", 8, NOW)
        await run.open_run(db, other, "registration", 9, LATER + timedelta(hours=1))
        run.park(person)
        assert person.active_run_id is None
        latest = await run.latest_unfinished(db, owner)
        assert latest is not None
        assert latest.subject == 7
        await db.commit()


async def test_progress_is_kept_and_runs_are_loaded_together(store: Store, owner: int) -> None:
    async with store.writing() as db:
        opened = await run.open_run(db, await contact.by_id(db, owner), "registration", 7, NOW)
        opened.progress = {"skipped": ["photo"], "doubt": {"options": [{"capacity": 1500}]}}
        await db.commit()
    async with store.reading() as db:
        await run.preload(db, [])
        await run.preload(db, [opened.id, 999_999])
        kept = await run.by_id(db, opened.id)
        assert kept is not None
        assert kept.progress == {"skipped": ["photo"], "doubt": {"options": [{"capacity": 1500}]}}
        assert await run.by_id(db, 999_999) is None


async def start(store: Store, office_id: int, who: int) -> int:
    async with store.writing() as db:
        row = await business.start(db, office_id, who, NOW)
        await db.commit()
    return row.id


async def answer(store: Store, business_id: int, who: int, field: str, words: str, **values: object) -> None:
    async with store.writing() as db:
        held = await business.held_by(db, who, business_id)
        assert held is not None
        history.change(db, held, "business", field, dict(values), words=words, contact_id=who, now=LATER)
        await db.commit()


async def changes(store: Store, business_id: int) -> list[History]:
    async with store.reading() as db:
        return (await history.newest(db, {"business": [business_id]}, 100))[::-1]


async def test_an_answer_is_kept_with_what_stood_there_and_the_words(
    store: Store, office_id: int, owner: int
) -> None:
    held = await start(store, office_id, owner)
    made = {"capacity_unit": "pcs", "capacity_period": "bulan"}
    await answer(store, held, owner, "capacity", "1.500 biji", capacity=1500, **made)
    await answer(store, held, owner, "capacity", "20.000.000.000", capacity=20_000_000_000, **made)
    first, second = await changes(store, held)
    assert first.old == {"capacity": None, "capacity_unit": None, "capacity_period": None}
    assert (first.words, first.contact_id, first.at, first.field) == ("1.500 biji", owner, LATER, "capacity")
    assert second.old == {"capacity": 1500, **made}
    async with store.reading() as db:
        row = await business.held_by(db, owner, held)
        assert row is not None
        assert columns_of(row)["capacity"] == 20_000_000_000
        assert columns_of(row)["state"] == business.DRAFT


async def test_the_same_answer_again_writes_nothing(store: Store, office_id: int, owner: int) -> None:
    held = await start(store, office_id, owner)
    for words in ("Keripik Bu Siti", "keripik bu siti"):
        await answer(store, held, owner, "name", words, name="Keripik Bu Siti")
    assert [change.words for change in await changes(store, held)] == ["Keripik Bu Siti"]


async def test_history_is_of_one_thing_only(store: Store, office_id: int, owner: int) -> None:
    first, second = await start(store, office_id, owner), await start(store, office_id, owner)
    await answer(store, first, owner, "name", "A", name="A")
    await answer(store, second, owner, "name", "B", name="B")
    assert [change.words for change in await changes(store, second)] == ["B"]


async def test_anothers_business_is_not_found(
    store: Store, office_id: int, owner: int, neighbour: int
) -> None:
    held = await start(store, office_id, owner)
    async with store.reading() as db:
        assert await business.held_by(db, owner, held) is not None
        assert await business.held_by(db, neighbour, held) is None
        assert await business.held_by(db, owner, 999_999) is None
        assert await business.of_contact(db, neighbour) == []


async def test_one_person_can_hold_two_businesses(store: Store, office_id: int, owner: int) -> None:
    ids = [await start(store, office_id, owner) for _ in range(2)]
    async with store.reading() as db:
        assert [row.id for row in await business.of_contact(db, owner)] == ids


async def test_a_submitted_business_has_its_number(store: Store, office_id: int, owner: int) -> None:
    held = await start(store, office_id, owner)
    async with store.writing() as db:
        row = await db.get_one(Business, held)
        business.submit(row, await office.next_number(db, office_id), LATER)
        await db.commit()
    async with store.reading() as db:
        row = await db.get_one(Business, held)
        assert (row.number, row.state, row.submitted_at) == ("IKM-3526-00001", business.SUBMITTED, LATER)


async def test_who_submits_again_is_found_by_the_number_once(
    store: Store, office_id: int, owner: int
) -> None:
    held = await start(store, office_id, owner)
    async with store.writing() as db:
        row = await db.get_one(Business, held)
        row.search = " keripik "
        for _time in range(2):
            business.submit(row, "IKM-3526-00001", NOW)
        assert row.search == " keripik ikm-3526-00001 "


async def test_no_two_businesses_have_one_number(store: Store, office_id: int, owner: int) -> None:
    first, second = await start(store, office_id, owner), await start(store, office_id, owner)
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            for held in (first, second):
                business.submit(await db.get_one(Business, held), "IKM-3526-00001", NOW)
            await db.commit()


async def test_the_newest_answer_of_this_version_is_in_force(
    store: Store, owner: int, neighbour: int
) -> None:
    async def agree(who: int, purpose: str, version: str, given: bool) -> None:
        async with store.writing() as db:
            consent.record(
                db,
                contact_id=who,
                address="1",
                purpose=purpose,
                version=version,
                text="Bolehkah …?",
                given=given,
                now=NOW,
            )
            await db.commit()

    await agree(owner, "register", "1", True)
    await agree(owner, "sharing", "1", True)
    await agree(owner, "sharing", "1", False)
    await agree(neighbour, "catalog", "1", True)
    async with store.reading() as db:
        assert await consent.in_force(db, owner, "1") == {"register": True, "sharing": False}
        assert await consent.in_force(db, owner, "2") == {}, "new words are asked anew"
    await agree(owner, "register", "2", False)
    async with store.reading() as db:
        assert await consent.in_force(db, owner, "2") == {"register": False}
        assert await consent.in_force(db, owner, "1") == {"register": True, "sharing": False}
        kept = list(await db.scalars(select(Consent).where(Consent.contact_id == owner)))
        assert len(kept) == 4, "nothing is overwritten"
        assert {row.text for row in kept} == {"Bolehkah …?"}


async def test_each_number_is_given_once(url: str, store: Store, office_id: int) -> None:
    """Also to writers whose queues know nothing of each other."""

    async def one(writer: Store) -> str:
        async with writer.writing() as db:
            number = await office.next_number(db, office_id)
            await asyncio.sleep(0)
            await db.commit()
            return number

    second = Store(url)
    given = await asyncio.gather(*(one(writer) for _ in range(30) for writer in (store, second)))
    await second.close()
    assert sorted(given) == [f"IKM-3526-{n:05d}" for n in range(1, 61)]


async def test_a_number_that_was_not_committed_is_given_again(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        assert await office.next_number(db, office_id) == "IKM-3526-00001"
    async with store.writing() as db:
        assert await office.next_number(db, office_id) == "IKM-3526-00001"


async def test_the_settings_fill_an_office_only_when_it_is_made(store: Store, office_id: int) -> None:
    async with store.writing() as db:
        await office.next_number(db, office_id)
        again = await office.settle(
            db, region="35.26", name="New name", area="Bangkalan", zone="Asia/Jakarta", phone="+62811000000"
        )
        assert again.id == office_id
        await office.settle(
            db,
            region="52.71",
            name="Mataram",
            area="Kota Mataram",
            zone="Asia/Makassar",
            phone="",
            report_period="quarter",
        )
        await db.commit()
    async with store.reading() as db:
        assert await db.scalar(select(func.count()).select_from(Office)) == 2
        kept = await office.by_id(db, office_id)
        assert (kept.name, kept.phone, kept.last_number) == ("Dinas", "", 1)


async def add_jobs(store: Store, who: int, *kinds: str) -> None:
    async with store.writing() as db:
        for subject, kind in enumerate(kinds):
            await job.add(db, kind, subject=subject, contact_id=who, now=NOW)
            await db.flush()
        await db.commit()


async def test_jobs_are_claimed_one_by_one_the_oldest_first(store: Store, owner: int) -> None:
    await add_jobs(store, owner, "card", "fetch")
    claimed = []
    for _ in range(3):
        async with store.writing() as db:
            row = await job.claim(db, NOW)
            claimed.append((row.kind, row.attempts, row.state) if row else None)
            await db.commit()
    assert claimed == [("card", 1, "running"), ("fetch", 1, "running"), None]
    async with store.reading() as db:
        assert not await job.is_any_due(db, LATER)


async def test_a_job_ends_once(store: Store, owner: int) -> None:
    await add_jobs(store, owner, "card")
    async with store.writing() as db:
        row = await job.claim(db, NOW)
        assert row is not None
        assert await job.end(db, row.id, job.DONE, now=LATER)
        assert not await job.end(db, row.id, job.DONE, now=LATER)
        assert not await job.cancel(db, row.id, LATER), "too late"
        assert not await job.is_cancelled(db, row.id)
        await db.commit()


async def test_a_cancelled_job_gives_no_result(store: Store, owner: int) -> None:
    await add_jobs(store, owner, "card", "card")
    async with store.writing() as db:
        row = await job.claim(db, NOW)
        assert row is not None
        assert await job.cancel(db, row.id, LATER)
        assert await job.is_cancelled(db, row.id)
        assert not await job.end(db, row.id, job.DONE, now=LATER)
        assert await job.cancel(db, row.id + 1, LATER), "one that waits can be cancelled too"
        await db.commit()
    async with store.writing() as db:
        assert await job.claim(db, NOW) is None


async def test_a_job_that_was_cut_off_is_resumed_and_that_attempt_does_not_count(
    store: Store, owner: int
) -> None:
    await add_jobs(store, owner, "card", "fetch")
    async with store.writing() as db:
        first = await job.claim(db, NOW)
        second = await job.claim(db, NOW)
        assert first is not None
        assert second is not None
        await job.end(db, second.id, job.FAILED, error="Failed", now=LATER)
        await db.commit()
    async with store.writing() as db:
        await job.resume(db)
        await db.commit()
    async with store.writing() as db:
        again = await job.claim(db, NOW)
        assert again is not None
        assert (again.id, again.attempts) == (first.id, 1)
        assert await job.claim(db, NOW) is None, "what failed stays failed"


async def test_a_job_can_wait_for_another_try(store: Store, owner: int) -> None:
    await add_jobs(store, owner, "card")
    async with store.writing() as db:
        row = await job.claim(db, NOW)
        assert row is not None
        assert await job.end(db, row.id, job.WAITING, error="Failed", now=LATER)
        await db.commit()
    async with store.reading() as db:
        kept = await db.get_one(job.Job, row.id)
        assert (kept.state, kept.error, kept.ended_at) == ("waiting", "Failed", None)


async def test_the_bytes_of_an_attachment_come_back_as_they_were(store: Store, owner: int) -> None:
    every_byte = bytes(range(256)) * 400
    async with store.writing() as db:
        made = await attachment.add(
            db, contact_id=owner, name="kartu.png", content=every_byte, size=len(every_byte), now=NOW
        )
        sent = await attachment.add(
            db, contact_id=owner, name="foto.jpg", file_id="A1", size=2**31 - 1, now=NOW
        )
        await db.commit()
    async with store.writing() as db:
        row = await attachment.by_id(db, made.id)
        assert row is not None
        assert "content" in inspect(row).unloaded, "who only looks does not load the picture"
        assert await attachment.content(db, made.id) == every_byte
        assert await attachment.content(db, sent.id) is None
        await attachment.keep_content(db, sent.id, b"\xff\xd8")
        await attachment.keep_handle(db, made.id, "B2")
        await db.commit()
    async with store.reading() as db:
        assert await attachment.content(db, sent.id) == b"\xff\xd8"
        kept = await attachment.by_id(db, made.id)
        other = await attachment.by_id(db, sent.id)
        assert kept is not None
        assert other is not None
        assert (kept.file_id, other.file_id, other.size) == ("B2", "A1", 2)
        assert await attachment.by_id(db, 999_999) is None


async def test_contacts_are_found_by_address_on_their_channel(
    store: Store, owner: int, neighbour: int
) -> None:
    async with store.reading() as db:
        known = await contact.by_addresses(db, "telegram", ["1", "1", "2", "3"])
        assert {address: row.id for address, row in known.items()} == {"1": owner, "2": neighbour}
        assert await contact.by_addresses(db, "other", ["1"]) == {}


async def test_an_address_belongs_to_one_contact(store: Store, office_id: int, owner: int) -> None:
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            await contact.add(db, "telegram", "1", office_id, NOW)


async def test_a_question_to_an_officer_has_a_number(store: Store, office_id: int, owner: int) -> None:
    async with store.writing() as db:
        number = await question.ask(
            db,
            contact_id=owner,
            office_id=office_id,
            text="Bagaimana cara membuat NIB? 🙏",
            about="registration.phone",
            tried="tidak tahu",
            now=NOW,
        )
        await db.commit()
    async with store.reading() as db:
        kept = await db.get_one(question.Question, number)
        assert (kept.text, kept.about, kept.tried) == (
            "Bagaimana cara membuat NIB? 🙏",
            "registration.phone",
            "tidak tahu",
        )
        assert (kept.asked_at, kept.answered_at) == (NOW, None)


async def test_links_between_rows_are_kept(store: Store) -> None:
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            await job.add(db, "card", subject=1, contact_id=999_999, now=NOW)
            await db.commit()


async def test_a_moment_without_a_zone_is_refused(store: Store, owner: int) -> None:
    with pytest.raises(StatementError, match="time zone"):
        async with store.writing() as db:
            await job.add(db, "card", subject=1, contact_id=owner, now=NOW.replace(tzinfo=None))
            await db.flush()
    with pytest.raises(StatementError, match="time zone"):
        async with store.reading() as db:
            await db.scalar(select(Contact.id).where(Contact.seen_at < datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_a_moment_is_the_same_from_every_zone(store: Store, owner: int) -> None:
    wita = NOW.astimezone(timezone(timedelta(hours=8))) + timedelta(microseconds=1)
    async with store.writing() as db:
        person = await contact.by_id(db, owner)
        person.seen_at = wita
        await db.commit()
    async with store.reading() as db:
        kept = (await contact.by_id(db, owner)).seen_at
        assert kept == NOW + timedelta(microseconds=1)
        assert kept.tzinfo is UTC
        assert await db.scalar(select(Contact.id).where(Contact.seen_at > NOW)) == owner
        assert await db.scalar(select(Contact.id).where(Contact.seen_at < NOW)) is None


async def test_the_same_work_waits_once(store: Store, owner: int) -> None:
    async with store.writing() as db:
        for _press in range(3):
            await job.add(db, "card", subject=7, contact_id=owner, now=NOW)
        assert await job.claim(db, NOW) is not None
        assert await job.claim(db, NOW) is None
        await job.add(db, "card", subject=7, contact_id=owner, now=NOW)
        assert await job.claim(db, NOW) is not None, "one that runs may already be too old"


async def test_a_job_put_off_waits_uncounted_and_lets_others_go_first(store: Store, owner: int) -> None:
    await add_jobs(store, owner, "fetch", "card")
    async with store.writing() as db:
        fetch = await job.claim(db, NOW)
        assert fetch is not None
        await job.put_off(db, fetch.id, LATER)
        card = await job.claim(db, NOW)
        assert card is not None
        assert card.kind == "card"
        assert await job.claim(db, NOW) is None
        await db.commit()
    async with store.writing() as db:
        again = await job.claim(db, LATER)
        assert again is not None
        assert (again.kind, again.attempts) == ("fetch", 1)


async def test_long_jobs_and_all_others_are_two_queues(store: Store, owner: int) -> None:
    await add_jobs(store, owner, "import", "card", "nobody knows this")
    short, long = job.Queue(["import", "export"]), job.Queue(["import", "export"], is_long=True)
    async with store.writing() as db:
        claimed = [await job.claim(db, NOW, queue) for queue in (short, short, short, long, long)]
        kinds = [row and row.kind for row in claimed]
        assert kinds == ["card", "nobody knows this", None, "import", None]
        await job.resume(db, long)
        assert await job.is_any_due(db, NOW, long)
        assert not await job.is_any_due(db, NOW, short), "what the other loop runs goes on"
        assert not await job.is_any_due(db, NOW, job.Queue((), is_long=True)), "no kind is long"


async def test_all_work_about_a_thing_is_cancelled_together(store: Store, owner: int, neighbour: int) -> None:
    async with store.writing() as db:
        for who, subject in ((owner, 1), (neighbour, 1), (owner, 2)):
            await job.add(db, "import", subject=subject, contact_id=who, now=NOW)
            await db.flush()
        running = await job.claim(db, NOW)
        assert running is not None
        assert await job.is_running(db, running.id)
        assert await job.is_open(db, "import", 1)
        assert await job.cancel_of(db, "import", 1, NOW)
        assert not await job.is_running(db, running.id)
        assert not await job.is_open(db, "import", 1)
        assert await job.is_open(db, "import", 2)
        assert not await job.cancel_of(db, "import", 1, NOW)
        assert not await job.cancel_of(db, "export", 2, NOW)
