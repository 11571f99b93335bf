"""Many people at once: `python -m eval.load http://127.0.0.1:7860 QUESTIONS.jsonl` asks a running chat over HTTP.

Each person is a browser of its own (cookie, session) and asks a conversation of its own, through the event that the
page's box triggers. First each conversation is held alone, then all at the same time: the answers must be the same.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any
from uuid import uuid4

from eval.cases import read_cases

TIMEOUT_S = 60.0
_QUESTION = re.compile(r'<h2 class="question">(.*?)</h2>')
_SAID = re.compile(r'<p class="(?:words|refusal)[^"]*">.*?</p>')


@dataclass(frozen=True)
class Asked:
    """One question as it was answered. fault: what went wrong, "" for nothing; said: the answer's words, as HTML."""

    seconds: float
    said: str = ""
    turns: int = 0
    fault: str = ""


class Person:
    """Somebody at the page, without a browser: joins Gradio's queue and reads what comes back, as the page does."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with self._open.open(self._address, timeout=TIMEOUT_S):
            pass  # here the visitor gets a key
        with self._open.open(f"{self._address}/config", timeout=TIMEOUT_S) as answer:
            config = json.load(answer)
        names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
        self._event = next(
            event["id"]
            for event in config["dependencies"]
            if any((names.get(part), what) == ("question", "submit") for part, what in event["targets"])
        )
        self._session = uuid4().hex
        self._conversation = ""

    def ask(self, question: str) -> Asked:
        """Type a question, press Enter, wait for the answer."""
        started = time.perf_counter()
        try:
            data = self._answered(question)
        except (OSError, ValueError, urllib.error.URLError) as error:
            return Asked(time.perf_counter() - started, fault=f"{type(error).__name__}: {error}")
        seconds = time.perf_counter() - started
        if not isinstance(data[2], str):
            return Asked(seconds, fault=f"no answer: {data[3]}")
        self._conversation = data[1]
        return Asked(seconds, (_SAID.findall(data[2]) or [""])[-1], len(_QUESTION.findall(data[2])))

    def _answered(self, question: str) -> list[Any]:
        """What the event gives back: box, conversation's key, conversation, panel. Raises ValueError for a fault."""
        body = {
            "data": [question, self._conversation],
            "fn_index": self._event,
            "session_hash": self._session,
        }
        join = urllib.request.Request(
            f"{self._address}/gradio_api/queue/join",
            json.dumps(body).encode("utf-8"),
            {"Content-Type": "application/json"},
        )
        with self._open.open(join, timeout=TIMEOUT_S) as answer:
            answer.read()
        follow = f"{self._address}/gradio_api/queue/data?session_hash={self._session}"
        with self._open.open(follow, timeout=TIMEOUT_S) as stream:
            for line in stream:
                told = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if told.get("msg") == "process_completed":
                    if not told["success"]:
                        raise ValueError(str(told["output"].get("error")))
                    data: list[Any] = told["output"]["data"]
                    return data
        raise ValueError("the stream ended without an answer")


def held(address: str, questions: Sequence[str], start: Barrier, pause_s: float, seed: int) -> list[Asked]:
    """One person's conversation, from when all are there. pause_s: between questions, half to one and a half of it."""
    random = Random(seed)
    person = Person(address)
    start.wait()
    asked = []
    for question in questions:
        asked.append(person.ask(question))
        time.sleep(pause_s * random.uniform(0.5, 1.5))
    return asked


def all_at_once(address: str, talks: Sequence[Sequence[str]], pause_s: float) -> list[list[Asked]]:
    start = Barrier(len(talks))
    with ThreadPoolExecutor(len(talks)) as pool:
        work = [pool.submit(held, address, talk, start, pause_s, n) for n, talk in enumerate(talks)]
        return [one.result() for one in work]


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 1 where an answer failed, or differs from the one given alone."""
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--turns", type=int, default=5, help="questions of each person, one conversation")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between a person's questions")
    given = parser.parse_args(argv)
    asked = [case.question for case in read_cases(given.questions) if not case.history]
    step = max(1, len(asked) // (given.people * given.turns))
    picked = asked[::step][: given.people * given.turns]
    talks = [picked[n :: given.people] for n in range(given.people)]
    alone = [held(given.address, talk, Barrier(1), 0.0, 0) for talk in talks]
    together = all_at_once(given.address, talks, given.pause)
    pairs = [pair for one, all_ in zip(alone, together, strict=True) for pair in zip(one, all_, strict=True)]
    faults = [got.fault for pair in pairs for got in pair if got.fault]
    mixed = [got for one, got in pairs if not got.fault and (got.said, got.turns) != (one.said, one.turns)]
    for name, talk in (("alone", alone), (f"{given.people} people at once", together)):
        times = [one.seconds for part in talk for one in part]
        told = ", ".join(f"{label} {percentile(times, at) * 1000:.0f}" for label, at in _SHOWN)
        print(f"{name}: {len(times)} questions, ms: {told}")
    print(f"errors: {len(faults)}; answers that differ from those given alone: {len(mixed)}")
    print(*faults[:5], *(got.said for got in mixed[:5]), sep="\n")
    return 1 if faults or mixed else 0


_SHOWN = (("median", 0.5), ("p95", 0.95), ("max", 1.0))

if __name__ == "__main__":
    sys.exit(main())
