"use strict";
(() => {
  const PAGE = 100, LONG = 20000, MOST_CELLS = 4000000;
  const byId = id => document.getElementById(id);
  // Model text: what cannot be seen is named, so that it cannot act. Never set as HTML.
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u;
  const code = c => "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  const safe = text => Array.from(text, c => HIDDEN.test(c) ? code(c) : c).join("");
  const make = (name, text, attributes) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = safe(text);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, key === "value" ? value : safe(value));
    return element;
  };
  const ACTS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u;
  const show = (into, text) => {
    if (!ACTS.test(text)) {
      into.append(text);
      return;
    }
    let plain = "";
    for (const c of text) {
      if (c !== "\n" && c !== "\t" && HIDDEN.test(c)) {
        if (plain) into.append(plain);
        plain = "";
        into.append(make("span", code(c), {class: "code"}));
      } else plain += c;
    }
    if (plain) into.append(plain);
  };

  // Tables: sort by any column.
  const value = cell => {
    const text = cell.textContent.trim();
    const number = /^[-+]?[0-9][0-9.]*(e[-+]?[0-9]+)?/i.exec(text);
    return number ? [0, parseFloat(number[0]), text] : [text === "" || text === "–" ? 2 : 1, 0, text];
  };
  const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", head.textContent, {type: "button"});
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows].map(row => [value(row.cells[column]), row]);
        rows.sort((a, b) => (up ? 1 : -1) * compare(a[0], b[0]));
        table.tBodies[0].append(...rows.map(row => row[1]));
      });
    });
  }

  // Verdicts: filter by word.
  const word = byId("f-verdict");
  if (word) {
    const table = byId("t-verdicts");
    const at = [...table.tHead.rows[0].cells].findIndex(c => c.textContent === "verdict");
    word.form.hidden = false;
    word.form.addEventListener("submit", event => event.preventDefault());
    word.addEventListener("change", () => {
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = word.value !== "" && row.cells[at].textContent.trim() !== word.value;
        shown += row.hidden ? 0 : 1;
      }
      word.form.querySelector("[role=status]").textContent = shown + " rows";
    });
  }

  // Samples.
  const index = JSON.parse(byId("index").textContent);
  const chunks = document.querySelectorAll("script.chunk");
  const OUTCOMES = ["scored", "failed", "skipped"];
  const [TASK, MODEL, MODE, CELL, SCORE, OUTCOME, MARK, CHUNK, PLACE, KEY] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const COLUMNS = [["task", r => index.tasks[r[TASK]]], ["cell", r => index.cells[r[CELL]]],
    ["model", r => index.models[r[MODEL]]], ["mode", r => index.modes[r[MODE]]],
    ["score", r => r[SCORE]], ["outcome", r => OUTCOMES[r[OUTCOME]]],
    ["note", r => (r[MARK] & 1 ? "miss" : "") + (r[MARK] === 3 ? ", " : "") + (r[MARK] & 2 ? "flip" : "")]];
  let places = {}, found = [], shown = 0, sorted = null;
  const body = byId("sample-table").tBodies[0];

  const matches = () => {
    const task = byId("f-task").value, model = byId("f-model").value, outcome = byId("f-outcome").value;
    const text = byId("f-text").value.trim().toLowerCase();
    const there = at => Object.entries(places).every(([k, v]) => k === "mode" || (at[k] ?? "") === v);
    const cells = index.places.map((at, i) => there(at)
      && (text === "" || index.cells[i].toLowerCase().includes(text)));
    const keyed = index.places.map(there);
    return index.rows.filter(r => (task === "" || index.tasks[r[TASK]] === task)
      && (model === "" || index.models[r[MODEL]] === model)
      && (places.mode === undefined || index.modes[r[MODE]] === places.mode)
      && (outcome === "" || (outcome === "miss" ? r[MARK] & 1 : outcome === "flip" ? r[MARK] & 2 : r[OUTCOME] === +outcome))
      && (cells[r[CELL]] || (text !== "" && keyed[r[CELL]] && r[KEY].includes(text))));
  };
  const line = row => {
    const tr = make("tr");
    COLUMNS.forEach(([name, get], i) => {
      const got = get(row);
      const td = make("td", undefined, name === "score" ? {class: "n"} : {});
      if (i === 0) {
        const button = make("button", got, {type: "button", "aria-label": "Open sample " + got + ", " + index.cells[row[CELL]] + ", " + index.models[row[MODEL]]});
        button.addEventListener("click", () => open(row));
        td.append(button);
      } else show(td, got === null ? "–" : typeof got === "number" ? got.toFixed(3) : got);
      tr.append(td);
    });
    return tr;
  };
  const more = () => {
    const next = found.slice(shown, shown + PAGE);
    body.append(...next.map(line));
    shown += next.length;
    byId("more").hidden = shown >= found.length;
    byId("sample-count").textContent = found.length + " of " + index.rows.length + " samples; " + shown + " listed";
  };
  const list = () => {
    found = matches();
    if (sorted) {
      const get = COLUMNS[sorted.column][1];
      const key = r => { const v = get(r); return v === null ? [2, 0, ""] : typeof v === "number" ? [0, v, ""] : [1, 0, v]; };
      const pairs = found.map(r => [key(r), r]);
      pairs.sort((a, b) => (sorted.up ? 1 : -1) * compare(a[0], b[0]));
      found = pairs.map(p => p[1]);
    }
    body.textContent = "";
    shown = 0;
    more();
  };
  const chips = () => {
    const into = byId("chips");
    into.textContent = "";
    for (const [name, wanted] of Object.entries(places)) {
      const button = make("button", name + " = " + (wanted || "none") + " ✕", {type: "button", class: "chip", "aria-label": "Remove the filter " + name + " = " + (wanted || "none")});
      button.addEventListener("click", () => { delete places[name]; chips(); list(); byId("f-task").focus(); });
      into.append(button);
    }
  };
  const fromHash = () => {
    if (!location.hash.startsWith("#samples?")) return;
    const asked = new URLSearchParams(location.hash.slice("#samples?".length));
    byId("f-task").value = asked.get("task") || "";
    byId("f-model").value = asked.get("model") || "";
    byId("f-outcome").value = "";
    byId("f-text").value = "";
    places = {};
    for (const [name, wanted] of asked) if (name !== "task" && name !== "model") places[name] = wanted;
    chips();
    list();
    byId("h-samples").scrollIntoView();
    byId("h-samples").focus();
  };

  // One sample.
  const cache = new Map();
  const chunk = async number => {
    if (!cache.has(number)) {
      const bytes = Uint8Array.from(atob(chunks[number].textContent), c => c.charCodeAt(0));
      const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      if (cache.size > 8) cache.clear();
      cache.set(number, JSON.parse(await new Response(plain).text()));
    }
    return cache.get(number);
  };
  const words = text => text.match(/\s+|[^\s]+/g) || [];
  /** Longest common subsequence of words; [kind, text] with kind 0 same, 1 only in b, -1 only in a. */
  const difference = (a, b) => {
    let from = 0;
    while (from < a.length && from < b.length && a[from] === b[from]) from++;
    let endA = a.length, endB = b.length;
    while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) { endA--; endB--; }
    const parts = a.slice(0, from).map(w => [0, w]);
    const n = endA - from, m = endB - from;
    if (n * m > MOST_CELLS) {
      a.slice(from, endA).forEach(w => parts.push([-1, w]));
      b.slice(from, endB).forEach(w => parts.push([1, w]));
    } else {
      const best = Array.from({length: n + 1}, () => new Uint16Array(m + 1));
      for (let i = n - 1; i >= 0; i--) for (let j = m - 1; j >= 0; j--)
        best[i][j] = a[from + i] === b[from + j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
      let i = 0, j = 0;
      while (i < n || j < m) {
        if (i < n && j < m && a[from + i] === b[from + j]) { parts.push([0, a[from + i]]); i++; j++; }
        else if (j < m && (i === n || best[i][j + 1] > best[i + 1][j])) parts.push([1, b[from + j++]]);
        else parts.push([-1, a[from + i++]]);
      }
    }
    return parts.concat(a.slice(endA).map(w => [0, w]));
  };
  /** Neighbours of one kind as one part. */
  const joined = parts => {
    const all = [];
    for (const [kind, text] of parts) {
      const last = all[all.length - 1];
      if (last && last[0] === kind) last[1] += text;
      else all.push([kind, text]);
    }
    return all;
  };
  const block = (into, level, title, text, against) => {
    into.append(make(level, title));
    const pre = make("pre", undefined, {tabindex: "0", role: "group", "aria-label": title});
    const whole = text === null || text === undefined ? "" : String(text);
    const fill = limit => {
      pre.textContent = "";
      const head = whole.slice(0, limit);
      if (against === undefined) show(pre, head);
      else for (const [kind, part] of joined(difference(words(String(against).slice(0, limit)), words(head)))) {
        const element = kind === 0 ? pre : make(kind > 0 ? "ins" : "del");
        show(element, part);
        if (kind !== 0) pre.append(element);
      }
    };
    fill(LONG);
    into.append(pre);
    if (whole.length > LONG) {
      const button = make("button", "Show all " + whole.length + " characters", {type: "button"});
      button.addEventListener("click", () => { against = undefined; fill(whole.length); button.remove(); });
      into.append(make("p", "Only the first " + LONG + " characters are shown. "), button);
    }
  };
  const pairs = (into, title, map) => {
    const entries = Object.entries(map || {});
    if (entries.length === 0) return;
    const table = make("table");
    table.append(make("caption", title));
    const rows = make("tbody");
    for (const [name, got] of entries) {
      const tr = make("tr"), th = make("th", undefined, {scope: "row"}), td = make("td", undefined, {class: "text"});
      show(th, name);
      show(td, got === null ? "–" : typeof got === "object" ? JSON.stringify(got) : String(got));
      tr.append(th, td);
      rows.append(tr);
    }
    table.append(rows);
    const wide = make("div", undefined, {class: "wide", tabindex: "0", role: "group", "aria-label": title});
    wide.append(table);
    into.append(wide);
  };
  const one = (into, row, sample, against, what) => {
    const name = index.models[row[MODEL]] + (index.modes[row[MODE]] ? ", " + index.modes[row[MODE]] : "");
    const heading = make("h3");
    show(heading, name + ": " + OUTCOMES[row[OUTCOME]] + (row[SCORE] === null ? "" : ", score " + row[SCORE].toFixed(3)));
    into.append(heading);
    if (sample.why) block(into, "h4", "Why", sample.why);
    block(into, "h4", "Output of " + name + (against === undefined ? "" : ", differences from the " + what + " marked"), sample.output, against);
    if (sample.extracted !== null) block(into, "h4", "Answer read from it", sample.extracted);
    pairs(into, "Scores by profile", sample.scores);
    pairs(into, "Ledger", sample.ledger);
    pairs(into, "Measured", sample.measured);
    pairs(into, "Details", Object.assign({}, sample.details, {flags: (sample.flags || []).join(", "), key: sample.key}));
  };
  const open = async row => {
    const samples = await chunk(row[CHUNK]);
    const chosen = samples[row[PLACE]];
    const dialog = byId("sample");
    dialog.textContent = "";
    const head = make("div", undefined, {class: "head"});
    const title = make("h2", undefined, {id: "sample-title"});
    show(title, index.tasks[row[TASK]] + ", " + index.cells[row[CELL]]);
    const close = make("button", "Close", {type: "button"});
    close.addEventListener("click", () => dialog.close());
    head.append(title, close);
    dialog.append(head);
    const reference = (chosen.references || [])[0] || "";
    block(dialog, "h3", "Context", chosen.excerpt || "Not in the journal, which keeps its hash: sha256 " + chosen.context);
    block(dialog, "h3", "Prompt", chosen.prompt);
    (chosen.references || []).forEach((text, i) => block(dialog, "h3", "Reference " + (i + 1), text));
    const toReference = words(reference).length > 20;
    one(dialog, row, chosen, toReference ? reference : undefined, "reference");
    const others = index.rows.filter(r => r[CHUNK] === row[CHUNK] && r !== row && samples[r[PLACE]].sample === chosen.sample);
    for (const other of others)
      one(dialog, other, samples[other[PLACE]], toReference ? reference : chosen.output, toReference ? "reference" : "output above");
    dialog.showModal();
    close.focus();
    dialog.scrollTop = 0;
  };

  const options = (id, all) => {
    const select = byId(id);
    select.append(make("option", "all", {value: ""}));
    all.forEach(name => { select.append(make("option", name, {value: name})); });
  };
  if (index.rows.length > 0) {
    options("f-task", index.tasks);
    options("f-model", index.models);
    const heads = byId("sample-table").tHead.rows[0];
    COLUMNS.forEach(([name], column) => {
      const th = make("th", undefined, {scope: "col"}), button = make("button", name, {type: "button"});
      button.addEventListener("click", () => {
        sorted = {column, up: !(sorted && sorted.column === column && sorted.up)};
        for (const other of heads.cells) other.removeAttribute("aria-sort");
        th.setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
        list();
      });
      th.append(button);
      heads.append(th);
    });
    byId("sample-form").addEventListener("submit", event => event.preventDefault());
    ["f-task", "f-model", "f-outcome"].forEach(id => byId(id).addEventListener("change", list));
    byId("f-text").addEventListener("input", list);
    byId("more").addEventListener("click", more);
    byId("sample-app").hidden = false;
    list();
    addEventListener("hashchange", fromHash);
    fromHash();
  }
})();
