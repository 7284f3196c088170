import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import shopper
from shopper import registry
from shopper.errors import JourneyError, UsageError
from shopper.journey.load import Filter, Loaded, is_shop, load, load_shops
from shopper.journey.mistakes import MistakesFound

Project = Callable[..., Loaded]

HERE = Path(__file__).parent
OTHER_SHOP = "shop: Other\nurl: https://other.test\nlanguages: [de]\nflows:\n  check_out: {steps: [goto: /pay]}\n"


def test_the_journeys_that_come_with_the_product() -> None:
    home = Path(shopper.__file__).parent / "journeys"
    loaded = load([], root=home)
    assert loaded.mailboxes["practice"].practice
    assert {plan.shop.id for plan in loaded.plans} == {"gom_sen"}
    assert {(plan.locale, plan.device) for plan in loaded.plans if plan.journey == "guest_order"} == {
        ("vi-VN", "desktop"), ("vi-VN", "phone"), ("en-GB", "desktop"), ("en-GB", "phone"),
    }  # fmt: skip
    assert all(step.verb in registry.steps() for plan in loaded.plans for step in plan.steps)
    assert all(plan.place.file.startswith("journeys/") for plan in loaded.plans)


def test_a_journey_is_played_at_every_shop_that_fits(project: Project) -> None:
    loaded = project("steps:\n  - use: check_out\n", shops__other=OTHER_SHOP)
    assert [plan.id for plan in loaded.plans] == ["buy[kiln-vi-VN-desktop]", "buy[other-de-DE-desktop]"]
    loaded = project("steps:\n  - use: find_product\n    with: {name: Mug}\n")
    assert [plan.shop.id for plan in loaded.plans] == ["kiln"], "the other shop has no such flow"
    loaded = project("matrix: {locale: [de-DE, en-GB]}\nsteps:\n  - use: check_out\n")
    assert [plan.id for plan in loaded.plans] == ["buy[kiln-en-GB-desktop]", "buy[other-de-DE-desktop]"]
    loaded = project("shop: other\nsteps:\n  - use: check_out\n")
    assert [plan.shop.id for plan in loaded.plans] == ["other"]


def test_a_journey_is_left_out_with_a_note_where_a_shop_lacks_what_its_steps_need(project: Project) -> None:
    chat = "chat: {message: {label: Nachricht}, answers: {css: .a}}\nhours: {mon-fri: 08:00-18:00}\n"
    loaded = project("steps:\n  - wait_until: open\n  - goto: /\n  - open_chat:\n", shops__other=OTHER_SHOP + chat)
    assert [plan.shop.id for plan in loaded.plans] == ["other"]
    assert loaded.notes == ["buy is not played at kiln: it needs `hours:` and `chat:` in journeys/shops/kiln.yaml"]
    with pytest.raises(MistakesFound, match="`open_chat` needs `chat:`"):
        project("shop: kiln\nsteps:\n  - goto: /\n  - open_chat:\n", shops__other=OTHER_SHOP + chat)
    with pytest.raises(MistakesFound, match="`open_chat` needs `chat:`"):  # no shop has it: then it is a mistake
        project("steps:\n  - goto: /\n  - open_chat:\n", shops__other=OTHER_SHOP)


def test_a_shops_file_is_read_by_itself_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    draft = tmp_path / "draft.yaml"
    draft.write_text(OTHER_SHOP, "utf-8")
    assert is_shop(draft) and not is_shop(tmp_path)
    assert load_shops([draft], root=tmp_path).shops["draft"].profile.languages == ("de",)
    draft.write_text(OTHER_SHOP + "languges: vi\n", "utf-8")
    with pytest.raises(MistakesFound, match="did you mean `languages`"):
        load_shops([draft], root=tmp_path)
    journey = tmp_path / "journeys/look.yaml"
    journey.write_text("journey: Look\nshop: other\nsteps: []\n", "utf-8")
    assert not is_shop(journey)


def test_a_broken_shop_is_not_blamed_on_the_journeys(project: Project) -> None:
    with pytest.raises(MistakesFound) as caught:
        project("steps:\n  - use: refund\n", shops__other="shop: [Other\n")
    assert {mistake.place.file for mistake in caught.value.mistakes} == {"journeys/shops/other.yaml"}


def test_all_mistakes_of_all_files_at_once(project: Project) -> None:
    with pytest.raises(MistakesFound) as caught:
        project("steps:\n  - go: /\n", personas="linh: {nam: Linh}\n", more="journey: More\npersona: linh\n")
    files = [mistake.place.file for mistake in caught.value.mistakes]
    assert files == ["journeys/buy.yaml", "journeys/more.yaml", "journeys/personas.yaml"]
    assert str(caught.value).endswith("3 mistakes in 3 files; more may come to light when these are mended.")


def test_paths_shops_and_filters_choose(project: Project, tmp_path: Path) -> None:
    project(
        "matrix: {device: [desktop, phone]}\ntags: [night]\nsteps:\n  - goto: /\n",
        shops__other=OTHER_SHOP,
        asks__hours="journey: Hours\npersona: linh\nsteps:\n  - goto: /hours\n",
    )
    home = tmp_path / "journeys"

    def ids(*paths: Path, **choice: object) -> list[str]:
        return [plan.id for plan in load(list(paths), root=tmp_path, **choice).plans]  # type: ignore[arg-type]

    assert len(ids()) == len(ids(home)) == len(ids(home, home / "buy.yaml")) == 6
    assert ids(home / "asks") == ["hours[kiln-vi-VN-desktop]", "hours[other-de-DE-desktop]"]
    assert ids(home / "asks", shops=["other"]) == ["hours[other-de-DE-desktop]"]
    assert ids(only=Filter(devices=("phone",), tags=("night", "day"))) == ["buy[kiln-vi-VN-phone]", "buy[other-de-DE-phone]"]
    assert ids(only=Filter(locales=("fr-FR",))) == []


def test_the_folder_of_journeys_is_a_root_as_well(project: Project, tmp_path: Path) -> None:
    loaded = project("steps:\n  - goto: /\n")
    assert [plan.digest for plan in load([], root=tmp_path / "journeys").plans] == [plan.digest for plan in loaded.plans]


@pytest.mark.parametrize(
    ("path", "shops", "words"),
    [
        ("journeys/by.yaml", [], "Did you mean"),
        ("journeys/shops/kiln.yaml", [], "is no journey"),
        ("journeys", ["klin"], "there is no shop `klin`"),
    ],
)
def test_wrong_usage_is_said_at_once(project: Project, tmp_path: Path, path: str, shops: list[str], words: str) -> None:
    project("steps:\n  - goto: /\n")
    with pytest.raises(UsageError, match=words):
        load([tmp_path / path], root=tmp_path, shops=shops)


def test_two_journeys_of_one_name_are_a_mistake(project: Project) -> None:
    with pytest.raises(MistakesFound, match=r"`buy` is also the name of journeys/again/buy.yaml"):
        project("steps:\n  - goto: /\n", again__buy="journey: B\npersona: linh\nsteps:\n  - goto: /\n")


def test_a_project_without_shops_says_so(tmp_path: Path) -> None:
    (tmp_path / "personas.yaml").write_text("linh: {name: Linh}")
    (tmp_path / "a.yaml").write_text("journey: A\npersona: linh\nsteps:\n  - goto: /\n")
    with pytest.raises(MistakesFound, match=r"there is no shop"):
        load([], root=tmp_path)


def test_five_hundred_journeys_are_no_burden(tmp_path: Path) -> None:
    home = shutil.copytree(HERE / "a_project", tmp_path / "journeys")
    for number in range(500):
        steps = "steps:\n  - use: find_product\n    with: {name: Mug}\n  - use: check_out\n"
        (home / f"j{number}.yaml").write_text(f"journey: Number {number}\npersona: linh\n{steps}")
    begun = time.process_time()
    assert len(load([], root=tmp_path).plans) == 500
    assert time.process_time() - begun < 20, "quadratic, or worse"


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.sampled_from(["a", "5m", "${x}", "${visit.mail}", "vi-VN", "/", "linh"])
)
KEYS = st.sampled_from(
    ["journey", "persona", "steps", "cleanup", "inputs", "matrix", "shop", "goto", "use", "with", "if", "then", "else", "once",
     "done_if", "note", "see", "wait", "within", "expect_mail", "await_mail", "fill", "into", "text", "css", "locale", "limits"]
)  # fmt: skip
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)
JOURNEYS = st.fixed_dictionaries(
    {
        "journey": st.just("A"),
        "persona": st.just("linh"),
        "steps": st.lists(st.dictionaries(KEYS, TREES, max_size=3), min_size=1),
    },
    optional={"cleanup": TREES, "inputs": TREES, "matrix": TREES, "shop": TREES, "limits": TREES},
)


@settings(max_examples=100, deadline=20_000)
@given(TREES | JOURNEYS, TREES)
def test_any_tree_is_loaded_or_explained(tmp_path_factory: pytest.TempPathFactory, tree: object, flows: object) -> None:
    root = tmp_path_factory.mktemp("any")
    home = shutil.copytree(HERE / "a_project", root / "journeys")
    shop = {"shop": "S", "url": "https://s.test", "languages": ["vi"], "flows": flows}
    (home / "a.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    (home / "shops" / "s.yaml").write_text(yaml.safe_dump(shop, allow_unicode=True), encoding="utf-8")
    try:
        load([], root=root)
    except JourneyError as error:
        assert str(error)
    finally:
        shutil.rmtree(root)


REAL = sorted((Path(shopper.__file__).parent / "journeys").glob("*/*.yaml"))
PIECES = ["${", "}", ": ", "- ", "\n", "\n  ", "[", "{vi: ", "&a ", "*a", "'", '"', "#", "0", "\ufeff", "ố",
          "o\u0302\u0301", "\r\n", "if: ", "then:", "use: ",
          "\x00", "\ud800", "🏺", "!!", "? ", "| ", "matches: (", "within: 0s", "2026-02-30"]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """The name of a real file, and its text with some pieces cut out, put in or doubled."""
    path = draw(st.sampled_from(REAL))
    text = path.read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(0, 40)))
        put = draw(st.sampled_from([*PIECES, text[begin:end] * 2]))
        text = text[:begin] + put + text[end:]
    return path.name, text


@settings(max_examples=60, deadline=None)
@given(mutations() | st.tuples(st.just("a.yaml"), st.text(max_size=300)))
def test_any_text_is_loaded_or_explained_at_once(tmp_path_factory: pytest.TempPathFactory, mutated: tuple[str, str]) -> None:
    name, text = mutated
    root = tmp_path_factory.mktemp("any")
    home = root / "journeys"
    (home / "shops").mkdir(parents=True)
    for kept in ("mailboxes.yaml", "personas.yaml", "shops/gom_sen.yaml"):
        shutil.copy(REAL[0].parents[1] / kept, home / kept)
    where = home / "shops" / name if name == "gom_sen.yaml" else home / name
    where.write_bytes(text.encode("utf-8", "surrogatepass"))
    begun = time.process_time()
    try:
        load([], root=root)
    except JourneyError as error:
        assert str(error)
    finally:
        shutil.rmtree(root)
    assert time.process_time() - begun < 1


def test_only_ordinary_files_are_read(project: Project, tmp_path: Path) -> None:
    project("steps:\n  - goto: /\n")
    home = tmp_path / "journeys"
    os.mkfifo(home / "pipe.yaml")
    (home / "zeros.yaml").symlink_to("/dev/zero")
    (home / "circle.yaml").symlink_to(home / "circle.yaml")
    (home / "around").symlink_to(home)
    (home / "folder.yaml").mkdir()
    with pytest.raises(MistakesFound) as caught:
        load([], root=tmp_path)
    assert [(mistake.place.file, mistake.problem, mistake.kind) for mistake in caught.value.mistakes] == [
        (f"journeys/{name}.yaml", "this is no ordinary file; only such are read", "syntax")
        for name in ("circle", "pipe", "zeros")
    ]
    with pytest.raises(MistakesFound, match="no ordinary file"):
        load([home / "pipe.yaml"], root=tmp_path)


def test_a_flood_of_mistakes_is_no_flood_of_time(project: Project) -> None:
    begun = time.process_time()
    with pytest.raises(MistakesFound) as caught:
        project("steps: [goto: /]\n" + "".join(f"key{number}: 1\n" for number in range(20_000)))
    assert len(caught.value.mistakes) == 20_000
    assert time.process_time() - begun < 5, "quadratic, or worse"


def test_kinds_of_mistakes(project: Project) -> None:
    with pytest.raises(MistakesFound) as caught:
        project("matrix: {device: tablet}\nsteps:\n  - goto: /\n  - use: nowhere\n", broken="journey: [")
    assert {(mistake.place.file, mistake.kind) for mistake in caught.value.mistakes} == {
        ("journeys/broken.yaml", "syntax"),
        ("journeys/buy.yaml", "shape"),
        ("journeys/buy.yaml", "meaning"),
    }


def test_where_mails_are_expected_the_shops_logos_are_looked_at() -> None:
    root = Path(__file__).parents[2]
    plans = load([root / "journeys"], root=root).plans
    looked = {plan.journey: set(plan.shop.logo_prints) for plan in plans if plan.shop.id == "gom_sen"}
    assert looked["guest_order"] == {"gom_sen.png"}, "an SVG is shown by no mail"
    assert looked["find_an_answer"] == set()
