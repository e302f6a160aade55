// Keeps a page working that something else has changed: the browser's translation, an extension, a proxy.
(() => {
  // Translators put an element in the place of a text. The page goes on changing the text, which no one sees any more:
  // so each text comes back as soon as the page touches it, and is translated again.
  /** What is in the place of a text. @type {Map<Text, Element>} */
  const replaced = new Map();
  /** The other way round. @type {WeakMap<Element, Text>} */
  const replaces = new WeakMap();
  const observer = new MutationObserver(note);
  observer.observe(document, { childList: true, subtree: true });

  function put(/** @type {Text} */ text, /** @type {Element} */ element) {
    replaced.set(text, element);
    replaces.set(element, text);
  }

  /** Whether a translator made it, for a text not known yet. */
  function isNew(/** @type {Node | null | undefined} */ node) {
    return node instanceof HTMLElement && node.localName === "font" && !replaces.has(node);
  }

  function note(/** @type {MutationRecord[]} */ records) {
    /** A text that went without anything in its place so far, and where it was. */
    let gone = null;
    for (const { target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const added = [...addedNodes].find((node) => node instanceof Element);
      if (gone?.target === target && isNew(added)) put(gone.text, added);
      gone = null;
      for (const node of removedNodes) {
        const text = node instanceof Text ? node : replaces.get(node);
        if (!text || text.isConnected || (node === text && replaced.has(text))) continue;
        const beside = [previousSibling, nextSibling].find(isNew);
        if (added) put(text, added);
        else if (node === text && beside) put(text, beside);
        else if (node === text) gone = { text, target };
      }
    }
    // What went with its surroundings.
    if (replaced.size > 2000) {
      for (const [text, element] of replaced) if (!element.isConnected) replaced.delete(text);
    }
  }

  function restore(/** @type {Text} */ text) {
    note(observer.takeRecords());
    const element = replaced.get(text);
    replaced.delete(text);
    if (element?.isConnected) element.replaceWith(text);
  }

  const { get: value, set: setValue } = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
  const { get: parent } = Object.getOwnPropertyDescriptor(Node.prototype, "parentNode");
  const { remove } = CharacterData.prototype;
  Object.defineProperties(Text.prototype, {
    nodeValue: {
      configurable: true,
      get: value,
      set(text) {
        restore(this);
        setValue.call(this, text);
      },
    },
    parentNode: {
      configurable: true,
      get() {
        restore(this);
        return parent.call(this);
      },
    },
    remove: {
      configurable: true,
      value() {
        restore(this);
        remove.call(this);
      },
    },
  });
  // The page is about to be taken over as the server wrote it (src/app.rs).
  addEventListener("gangway:hydrate", () => {
    note(observer.takeRecords());
    for (const text of [...replaced.keys()]) restore(text);
  });

  // A page whose program failed is a page without JavaScript: its forms and links work, once nothing listens to them.
  const words = document.currentScript.dataset.broken;
  let isBroken = false;
  function breakDown(/** @type {unknown} */ error) {
    if (isBroken || typeof WebAssembly === "undefined" || !(error instanceof WebAssembly.RuntimeError)) return;
    isBroken = true;
    document.documentElement.dataset.broken = "";
    for (const kind of ["click", "submit", "input", "change", "keydown", "keyup", "focusin", "focusout", "toggle"]) {
      addEventListener(kind, (event) => event.stopImmediatePropagation(), { capture: true });
    }
    addEventListener("popstate", () => location.reload(), { capture: true });
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.dataset.tone = "warning";
    notice.setAttribute("role", "alert");
    notice.textContent = words;
    (document.querySelector("main") ?? document.body).prepend(notice);
  }
  addEventListener("error", (event) => breakDown(event.error));
  addEventListener("unhandledrejection", (event) => breakDown(event.reason));
})();
