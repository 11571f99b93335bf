// What the page does by itself: passes clicks on to the server, shows quotes and pages, copies, speaks Vietnamese.
(() => {
  document.documentElement.lang = "vi";
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const made = (tag, more) => document.body.appendChild(Object.assign(document.createElement(tag), more));
  let said, tip, sheet;
  let opened = false, opener = ""; // the panel, and what of the page opened it

  function say(words) {
    said.textContent = words;
    said.classList.add("shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => said.classList.remove("shown"), 3000);
  }

  function send(data) { // window.tracuu: set by the tab Hỏi đáp once it listens
    if (window.tracuu) window.tracuu({ ...data });
    else say("Trang đang mở, hãy bấm lại sau giây lát.");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // over http a browser offers no clipboard
      const area = made("textarea", { value: text, className: "aside" });
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) return say("Trình duyệt không cho chép. Hãy bôi đen câu trả lời rồi nhấn Ctrl+C.");
    }
    say("Đã chép");
  }

  function showTip(mark) {
    const quote = document.getElementById(mark.getAttribute("aria-describedby"));
    if (!quote) return;
    tip.replaceChildren(...quote.cloneNode(true).childNodes);
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - tip.offsetWidth - 8);
    const above = at.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(left, 8)}px`;
    tip.style.top = `${above > 4 ? above : at.bottom + 6}px`;
  }

  function goTo(mark) {
    const card = document.getElementById(mark.hash.slice(1));
    if (!card) return;
    const more = card.closest("details");
    if (more) more.open = true;
    document.querySelectorAll(".card.shown").forEach((other) => other.classList.remove("shown"));
    card.classList.add("shown");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  }

  function enlarge(leaf) {
    const [shown] = sheet.getElementsByTagName("img");
    shown.onload = () => {
      sheet.scrollTop = Math.max(0, (leaf.dataset.at ?? 0) * shown.clientHeight - sheet.clientHeight / 3);
    };
    shown.src = ""; // so that the same page loads, and scrolls to its mark, again
    shown.src = leaf.href;
    shown.alt = leaf.firstElementChild.alt;
    sheet.showModal();
  }

  // What the server tells of a picture beside it: which page, whether the quote is marked, and how far down.
  async function caption(image) {
    const told = (await fetch(image.src, { cache: "force-cache" })).headers;
    const leaf = image.closest(".leaf");
    const marked = told.get("X-Danh-Dau") !== "0";
    leaf.dataset.at = told.get("X-Vi-Tri") || "0";
    image.style.objectPosition = `0 ${100 * place(image, leaf.dataset.at)}%`;
    const words = marked ? "câu trích được tô vàng" : "câu trích chưa tô được trên hình, hãy đọc cả trang";
    leaf.nextElementSibling.textContent = `Trang ${told.get("X-Trang")}: ${words}. Bấm vào hình để xem cả trang.`;
  }

  // The mark in the middle of what is seen of the page, as the share that CSS wants.
  function place(image, at) {
    const whole = (image.clientWidth * image.naturalHeight) / image.naturalWidth;
    const hidden = whole - image.clientHeight;
    return hidden > 0 ? Math.min(1, Math.max(0, (at * whole - image.clientHeight / 2) / hidden)) : 0;
  }

  function shown() { // a new answer, or another conversation
    tip.hidden = true;
    const last = [...document.querySelectorAll("#talk .turn")].pop();
    if (!last) return;
    last.scrollIntoView({ block: "start" });
    said.textContent = last.querySelector(".words, .refusal")?.textContent ?? "";
    // Gradio keeps the pictures that are there, but not what was told below them.
    for (const image of document.querySelectorAll("#talk .leaf img")) if (image.naturalWidth) caption(image);
  }

  let writes = false; // whether a model is writing
  function writing(draft) {
    const turn = draft.querySelector(".turn");
    if (turn && !writes) turn.scrollIntoView({ block: "start" });
    writes = Boolean(turn);
  }

  function panelChanged(panel) {
    const first = panel.querySelector("input, textarea, .choice");
    if (Boolean(first) === opened) return;
    opened = Boolean(first);
    if (opened) return first.focus({ preventScroll: true });
    setTimeout(() => { // once the answer above stands again
      if (document.activeElement === document.body) document.querySelector(opener)?.focus({ preventScroll: true });
    }, 60);
  }

  const closePanel = () => send({ act: "close" });
  const over = (event, selector) => event.target.closest?.(selector);

  document.addEventListener("click", (event) => {
    const mark = over(event, "a.cite"), leaf = over(event, "a.leaf"), button = over(event, "button[data-act]");
    if (mark) (event.preventDefault(), goTo(mark));
    else if (leaf) (event.preventDefault(), enlarge(leaf));
    else if (over(event, "#figures-go")) foldFilters();
    else if (button?.dataset.act === "copy") copy(button.dataset.text);
    else if (button) {
      const { act, turn, field } = button.dataset;
      if (["chip", "bad"].includes(act))
        opener = `[data-act="${act}"][data-turn="${turn}"]${field ? `[data-field="${field}"]` : ""}`;
      if (["ask", "open"].includes(act)) document.querySelector("[role=tab]")?.click();
      if (act === "samples") button.disabled = true;
      send(button.dataset);
    }
  });
  document.addEventListener("submit", (event) => {
    const form = over(event, "form[data-act]");
    if (!form) return;
    event.preventDefault();
    send({ ...form.dataset, ...Object.fromEntries(new FormData(form)) });
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-filter]")) return;
    const wanted = folded(event.target.value);
    for (const choice of event.target.closest(".panel").querySelectorAll(".choice"))
      choice.hidden = !folded(choice.textContent).includes(wanted);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    tip.hidden = true;
    if (document.querySelector("#panel .panel") && !sheet.open) closePanel();
  });
  for (const kind of ["mouseover", "focusin"])
    document.addEventListener(kind, (event) => {
      const mark = over(event, "a.cite");
      if (mark) showTip(mark);
      else if (!over(event, "#tip")) tip.hidden = true;
    });
  document.addEventListener("load", (event) => {
    if (event.target.matches?.(".leaf img")) caption(event.target);
  }, true);
  document.addEventListener("error", (event) => {
    if (!event.target.matches?.(".leaf img")) return;
    const leaf = event.target.closest(".leaf");
    leaf.nextElementSibling.textContent = "Không xem được trang này: báo cáo không còn trong kho, hoặc mất kết nối.";
    leaf.remove();
  }, true);

  // Gradio says some things in English whatever its dictionary holds: names of its controls, and its faults.
  const NAMES = {
    "More tabs": "Các thẻ khác", "Close": "Đóng", "Clear": "Xóa", "Copy": "Chép", "Download": "Tải về", "Undo": "Hoàn tác",
    "File upload": "Chọn tệp", "Upload file": "Chọn tệp", "Upload a file": "Chọn tệp", "Choose a file": "Chọn tệp",
    "Click to upload or drop files": "", "Uploaded files": "Các tệp đã chọn", "Uploading": "Đang tải lên",
    "Remove this file": "Bỏ tệp này", "Fullscreen": "Toàn màn hình", "Exit fullscreen mode": "Thôi toàn màn hình",
    "View full screen": "Toàn màn hình", "Select/Deselect All": "Chọn hoặc bỏ chọn tất cả", "Dismiss": "Đóng",
  };
  const FAULTS = [
    [/^(error|connection lost)$/i, "Lỗi"],
    [/^(warning|info|success)$/i, "Lưu ý"],
    [/re-?established|reconnected/i, "Đã kết nối lại."],
    [/connection can break/i, "Rời trang khi đang chờ thì có thể mất kết nối. Hãy giữ trang này mở."],
    [/connection (to the server|errored)|lost connection|networkerror|load failed|failed to fetch|server (stopped|response)/i,
      "Mất kết nối với máy chủ. Hãy kiểm tra mạng, hoặc nhờ người quản trị mở lại chương trình, rồi tải lại trang."],
    [/./, "Chương trình gặp lỗi khi xử lý. Hãy thử lại; nếu vẫn lỗi, báo người quản trị."],
  ];
  const OURS = new Set(FAULTS.map(([, said]) => said));
  function translate() {
    for (const name of ["aria-label", "title"])
      for (const part of document.querySelectorAll(`[${name}]`)) {
        const ours = NAMES[part.getAttribute(name)];
        if (ours) part.setAttribute(name, ours);
        else if (ours === "") part.removeAttribute(name); // what it shows is name enough
      }
    for (const text of textsOf(".toast-body")) {
      const words = text.textContent.trim(); // whatever Python says, also where it holds Vietnamese, is not for a person
      if (words && !OURS.has(words)) text.textContent = FAULTS.find(([english]) => english.test(words))[1];
    }
    for (const text of textsOf("[data-testid=status-tracker]"))
      if (/queue:|processing/.test(text.textContent))
        text.textContent = text.textContent.replace("queue:", "đang chờ:").replace("processing", "đang xử lý");
  }

  function* textsOf(selector) {
    for (const part of document.querySelectorAll(selector)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) yield texts.currentNode;
    }
  }

  // On a phone the filters of Số liệu would fill the screen: they are folded when they are first seen, and when used.
  let foldedOnce = false;
  function foldFilters() {
    const head = document.querySelector("#figures-filters > .label-wrap.open");
    if (!head?.offsetParent) return;
    foldedOnce = true;
    if (matchMedia("(max-width: 640px)").matches) setTimeout(() => head.click()); // once Gradio listens to it
  }

  function start() {
    said = made("div", { id: "said" });
    said.setAttribute("role", "status");
    tip = made("div", { id: "tip", hidden: true });
    sheet = made("dialog", { id: "sheet" });
    sheet.setAttribute("aria-label", "Trang báo cáo");
    sheet.innerHTML = '<button type="button" aria-label="Đóng">✕ Đóng</button><img alt="">';
    sheet.addEventListener("click", (event) => event.target.tagName !== "IMG" && sheet.close());
    new MutationObserver((changes) => {
      const { classList } = document.body;
      if (classList.contains("dark")) classList.remove("dark"); // one look, whatever the system prefers
      const panel = changes.map(({ target }) => target.closest?.("#panel")).find(Boolean);
      if (panel) panelChanged(panel);
      translate();
      if (!foldedOnce) foldFilters();
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
    translate();
  }

  window.tracuuShown = shown;
  window.tracuuWriting = writing;
  if (document.body) start(); // Gradio may put this script into a page that is there already
  else addEventListener("DOMContentLoaded", start);
})();
