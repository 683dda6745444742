# SPDX-License-Identifier: MIT
"""The class page in a browser: 300 students, sorted, searched and walked through with the keyboard."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from grader.reports.export import export
from grader.tests.classes import fill

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_SCRIPT = """
<script>
const seen = {};
const rows = () => [...document.querySelector("#matrix").tBodies[0].rows].filter(r => !r.hidden);
const key = k => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: k, bubbles: true, cancelable: true}));
const type = text => { const s = document.getElementById("search"); s.value = text; s.dispatchEvent(new Event("input")); };
const values = c => rows().map(r => r.cells[Math.min(c, r.cells.length - 1)].dataset.v);
try {
	seen.count = rows().length;
	const heads = document.querySelectorAll("#matrix thead th");
	heads[2].firstElementChild.click();
	seen.points = values(2);
	seen.sorted = [...heads].map(h => h.getAttribute("aria-sort"));
	heads[2].firstElementChild.click();
	seen.pointsUp = values(2);
	heads[6].firstElementChild.click();
	seen.stage4 = values(6);
	heads[1].firstElementChild.click();
	seen.ids = values(1);
	type("STUDENT 29");
	seen.found = rows().map(r => r.cells[1].textContent);
	seen.said = document.getElementById("found").textContent;
	type("cause 1 stage 4");
	seen.byCause = rows().length;
	type("nobody is called this");
	seen.none = rows().length;
	type("");
	key("/");
	seen.slash = document.activeElement.id;
	key("Enter");
	seen.first = document.activeElement.textContent;
	for (const k of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp"])
		key(k);
	seen.walked = document.activeElement.getAttribute("href");
	seen.tabs = document.querySelectorAll("#matrix [tabindex='0']").length;
	key("s");
	seen.byKey = [...heads].findIndex(h => h.getAttribute("aria-sort") !== "none");
	const dark = () => getComputedStyle(document.body).backgroundColor;
	seen.colours = [dark()];
	key("t");
	seen.colours.push(dark());
	document.getElementById("board").click();
	seen.board = document.getElementById("boards").hidden;
} catch (error) {
	seen.error = String(error);
}
document.body.textContent = JSON.stringify(seen);
</script>
</body>"""


@unittest.skipUnless(CHROMIUM, "no Chromium is installed (Debian package chromium)")
class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.store = fill(cls.folder.name, 300, 20)
        cls.addClassCleanup(cls.store.close)
        export(cls.store, cls.folder.name)
        with open(os.path.join(cls.folder.name, "index.html"), encoding="utf-8") as file:
            cls.text = file.read()

    def chromium(self, *options: str, page: str = "index.html") -> bytes:
        profile = tempfile.TemporaryDirectory()
        self.addCleanup(profile.cleanup)
        command = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile.name}",
                   "--host-resolver-rules=MAP * ~NOTFOUND", *options, f"file://{self.folder.name}/{page}"]
        done = subprocess.run(command, capture_output=True, check=False, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr.decode("utf-8", "replace"))
        return done.stdout

    def test_sorting_search_and_keys(self) -> None:
        with open(os.path.join(self.folder.name, "driven.html"), "w", encoding="utf-8") as file:
            file.write(self.text.replace("</body>", _SCRIPT))
        text = self.chromium("--dump-dom", page="driven.html").decode()
        found = re.search(r"<body>(.*)</body>", text, re.DOTALL)
        seen = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) if found else {}
        self.assertNotIn("error", seen)
        self.assertEqual(seen["count"], 300)
        points = [float(v) for v in seen["points"]]
        self.assertEqual(points, sorted(points, reverse=True))
        self.assertEqual([float(v) for v in seen["pointsUp"]], sorted(points))
        self.assertEqual(seen["sorted"][2], "descending")
        stage = [float(v) for v in seen["stage4"]]
        self.assertEqual(stage, sorted(stage, reverse=True))
        self.assertEqual(seen["ids"], [f"s{n:04d}" for n in range(300)])
        self.assertEqual(seen["found"], [i for i in seen["ids"] if "29" in i])
        self.assertEqual(seen["said"], "13 of 300")
        self.assertTrue(0 < seen["byCause"] < 60)
        self.assertEqual(seen["none"], 0)
        self.assertEqual(seen["slash"], "search")
        self.assertIn("alert", seen["first"])
        self.assertEqual(seen["walked"], "staff/s0001.html#stage-1")
        self.assertEqual((seen["tabs"], seen["byKey"]), (1, 3))
        self.assertNotEqual(*seen["colours"])
        self.assertTrue(seen["board"])

    def test_it_can_be_looked_at_and_printed(self) -> None:
        shot, paper = (os.path.join(self.folder.name, name) for name in ("a.png", "a.pdf"))
        self.chromium("--window-size=1400,1000", f"--screenshot={shot}")
        self.chromium(f"--print-to-pdf={paper}")
        with open(shot, "rb") as file:
            self.assertEqual(file.read(4), b"\x89PNG")
        with open(paper, "rb") as file:
            self.assertEqual(file.read(4), b"%PDF")

    def test_the_rest_of_it(self) -> None:
        for words in ("Checks most often failed", "What to explain in the next lecture", "Distributions", "Fewest instructions",
                      "Submissions without a verdict", "280 graded, 20 refused"):
            self.assertIn(words, self.text)


if __name__ == "__main__":
    unittest.main()
