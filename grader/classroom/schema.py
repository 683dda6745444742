# SPDX-License-Identifier: MIT
"""The tables of a class's database, and the steps from one version of them to the next.

`PRAGMA user_version` is the number of steps that a database has taken. A step is
never changed once it has been released; a change is one more step.

    meta        key, value: the class's name, seed, stages, and what it was graded with
    submission  one row a student: what was handed in, what came of it
                state: graded, missing (nothing handed in), refused (could not be used: the
                student's to mend), fault (the grader's own failure), or empty: not yet graded
                content, work: hashes of what was handed in, and of all that the verdict rests on
                seed: the seed that its tests had; result: the JSON of `grade --json`
                days, charged, penalty: lateness; score is before, final after the penalty
    stage       one row a submission and stage: points, and why the kernel stopped; cause: the likely
                one in words, section: of the handout that explains it
                base: whose lower stages those points were had on
    attempt     the same stage's points on each base that was tried
    result      one row a check: visibility, status, points, what went wrong and where
    flag        what staff should know about a submission, one row each
    transcript  the whole report of a stage as staff read it
    source      the student's files as they were graded, compressed with zlib
    alike       pairs of submissions with much text in common, both ways
"""

from __future__ import annotations

import sqlite3

from grader.errors import Unusable

STEPS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE submission (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, file TEXT NOT NULL,
        listed INTEGER NOT NULL, submitted TEXT NOT NULL,
        content TEXT NOT NULL DEFAULT '', work TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'graded', 'missing', 'refused', 'fault')),
        reason TEXT NOT NULL DEFAULT '', seed TEXT NOT NULL DEFAULT '',
        score REAL NOT NULL DEFAULT 0, max REAL NOT NULL DEFAULT 0,
        days INTEGER NOT NULL DEFAULT 0, charged INTEGER NOT NULL DEFAULT 0,
        penalty REAL NOT NULL DEFAULT 0, final REAL NOT NULL DEFAULT 0,
        result TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID;
    CREATE TABLE stage (
        submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
        stage INTEGER NOT NULL, name TEXT NOT NULL, score REAL NOT NULL, max REAL NOT NULL,
        base TEXT NOT NULL, instructions INTEGER NOT NULL,
        kind TEXT NOT NULL, fault TEXT NOT NULL, cause TEXT NOT NULL, section TEXT NOT NULL,
        summary TEXT NOT NULL,
        PRIMARY KEY (submission, stage)
    ) WITHOUT ROWID;
    CREATE TABLE attempt (
        submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
        stage INTEGER NOT NULL, base TEXT NOT NULL, score REAL NOT NULL,
        PRIMARY KEY (submission, stage, base)
    ) WITHOUT ROWID;
    CREATE TABLE result (
        submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
        stage INTEGER NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL,
        visibility TEXT NOT NULL, status TEXT NOT NULL, points REAL NOT NULL, max REAL NOT NULL,
        message TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (submission, stage, place)
    ) WITHOUT ROWID;
    CREATE TABLE flag (
        submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
        place INTEGER NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (submission, place)
    ) WITHOUT ROWID;
    CREATE TABLE transcript (
        submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
        stage INTEGER NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (submission, stage)
    );
    CREATE TABLE source (
        submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
        file TEXT NOT NULL, text BLOB NOT NULL,
        PRIMARY KEY (submission, file)
    );
    """,
    """
    CREATE TABLE alike (
        one TEXT NOT NULL, other TEXT NOT NULL, percent INTEGER NOT NULL, tokens INTEGER NOT NULL,
        places TEXT NOT NULL,
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID;
    CREATE INDEX result_by_check ON result (stage, name, status);
    """,
)


def migrate(base: sqlite3.Connection, path: str) -> None:
    """Bring a database, new or old, to the newest version; each step whole or not at all."""
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version > len(STEPS):
        raise Unusable(f"{path}: was written by a newer grader (version {version}, known are {len(STEPS)})")
    for number, step in enumerate(STEPS[version:], version + 1):
        try:
            base.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            if base.in_transaction:
                base.rollback()
            raise
