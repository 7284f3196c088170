"""Who closes her browser loses what it kept for one sitting, and nothing else."""

import pytest

from shopper.registry import steps
from shopper.testing import try_step

PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Memory</title><h1>Known</h1><p></p><script>
  document.querySelector("p").textContent = [document.cookie, sessionStorage.tab, localStorage.home].join(" ");
  document.cookie = "lasting=1; max-age=9999";
  document.cookie = "sitting=1";
  sessionStorage.tab = "tab=1";
  localStorage.home = "home=1";
</script>"""


@pytest.mark.browser
def test_what_lasts_is_there_when_she_comes_back_and_the_rest_is_gone() -> None:
    trial = try_step("come_back:", PAGE)
    assert trial.problem == ""
    assert trial.page
    assert "lasting=1" in trial.page.text
    assert "home=1" in trial.page.text
    assert "sitting=1" not in trial.page.text
    assert "tab=1" not in trial.page.text


def test_it_may_be_done_again_after_a_crash_and_takes_no_arguments() -> None:
    verb = steps()["come_back"]
    assert verb.repeatable
    with pytest.raises(ValueError, match="Extra inputs"):
        verb.args(url="/")
