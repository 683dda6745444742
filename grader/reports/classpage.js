// SPDX-License-Identifier: MIT
// Sorting, search and keyboard of the class page. Without it the page is the same, but stands still.
"use strict";

(() => {
	const matrix = document.getElementById("matrix");
	const body = matrix.tBodies[0];
	const heads = [...matrix.tHead.rows[0].cells];
	const search = document.getElementById("search");
	const found = document.getElementById("found");
	const rows = [...body.rows];
	const texts = rows.map(row => textOf(row));

	// What a row can be found by: name, id, why there is no verdict, and why kernels stopped; no points.
	function textOf(row) {
		const words = [...row.cells].slice(0, 2).map(cell => cell.textContent);
		words.push(row.querySelector(".words")?.textContent ?? "");
		for (const cell of row.querySelectorAll("a[title*=';']"))
			words.push(cell.hash.slice(1).replace("-", " "), cell.title.slice(cell.title.indexOf(";")));
		return words.join(" ").toLocaleLowerCase();
	}

	// A row without results has one wide cell: its value counts for every stage.
	function valueOf(row, column) {
		const cell = row.cells[Math.min(column, row.cells.length - 1)];
		return cell.dataset.v ?? cell.textContent;
	}

	function sortBy(column) {
		const head = heads[column];
		const first = column < 2 ? "ascending" : "descending";
		const other = column < 2 ? "descending" : "ascending";
		const order = head.getAttribute("aria-sort") === first ? other : first;
		const sign = order === "ascending" ? 1 : -1;
		for (const h of heads)
			h.setAttribute("aria-sort", h === head ? order : "none");
		const keyed = rows.map((row, place) => [valueOf(row, column), place, row]);
		keyed.sort(([a, i], [b, j]) => {
			const delta = column < 2 ? a.localeCompare(b) : Number(a) - Number(b);
			return sign * delta || i - j;
		});
		body.append(...keyed.map(([, , row]) => row));
	}

	function filter() {
		const wanted = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
		let count = 0;
		rows.forEach((row, place) => {
			row.hidden = !wanted.every(word => texts[place].includes(word));
			count += !row.hidden;
		});
		found.textContent = wanted.length ? `${count} of ${rows.length}` : "";
		enterable();
	}

	// One cell of the matrix is in the order of the Tab key; the arrows move it.
	function target(cell) {
		return cell.querySelector("a, button") ?? cell;
	}

	function enterable() {
		if (!matrix.querySelector("[tabindex='0']")?.offsetParent)
			arrive(heads[0], false);
	}

	function arrive(cell, focus = true) {
		matrix.querySelectorAll("[tabindex='0']").forEach(e => e.setAttribute("tabindex", "-1"));
		const place = target(cell);
		place.setAttribute("tabindex", "0");
		if (focus) {
			place.focus();
			cell.scrollIntoView({block: "nearest", inline: "nearest"});
		}
	}

	function move(cell, down, right) {
		const lines = [matrix.tHead.rows[0], ...[...body.rows].filter(row => !row.hidden)];
		const line = lines[Math.max(0, Math.min(lines.length - 1, lines.indexOf(cell.parentElement) + down))];
		const column = Math.max(0, Math.min(line.cells.length - 1, cell.cellIndex + right));
		arrive(line.cells[column]);
	}

	const steps = {
		ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1],
		PageDown: [20, 0], PageUp: [-20, 0], Home: [0, -1e6], End: [0, 1e6],
	};

	matrix.addEventListener("keydown", event => {
		const cell = event.target.closest("th, td");
		if (!cell || event.ctrlKey || event.altKey || event.metaKey)
			return;
		if (steps[event.key]) {
			move(cell, ...steps[event.key]);
			event.preventDefault();
		} else if (event.key === "s") {
			sortBy(cell.cellIndex);
		}
	});

	heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
		arrive(head, false);
		sortBy(column);
	}));

	function theme() {
		const root = document.documentElement.classList;
		const dark = root.contains("dark") ||
			(!root.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
		root.toggle("dark", !dark);
		root.toggle("light", dark);
	}

	document.addEventListener("keydown", event => {
		if (event.ctrlKey || event.altKey || event.metaKey || event.target === search)
			return;
		if (event.key === "/") {
			search.focus();
			event.preventDefault();
		} else if (event.key === "t") {
			theme();
		}
	});
	search.addEventListener("input", filter);
	search.addEventListener("keydown", event => {
		if (event.key === "Escape") {
			search.value = "";
			filter();
		} else if (event.key === "ArrowDown" || event.key === "Enter") {
			const row = [...body.rows].find(r => !r.hidden);
			if (row)
				arrive(row.cells[0]);
			event.preventDefault();
		}
	});
	document.getElementById("theme").addEventListener("click", theme);

	const board = document.getElementById("board");
	board?.addEventListener("click", () => {
		const lists = document.getElementById("boards");
		lists.hidden = !lists.hidden;
		board.textContent = lists.hidden ? "Show" : "Hide";
		board.setAttribute("aria-expanded", String(!lists.hidden));
	});
	enterable();
})();
