/**
 * The first script of every page, also for browsers that know nothing newer: it says where a browser is too old for the
 * pages, and lets the fonts come when the page has drawn, so that on a weak line nobody waits for them.
 *
 * Written in the language of 2000 (ECMAScript 3), as no tool translates it when modules are loaded one by one.
 */

(function () {
  /** @type {any} */
  var page = window;
  var told = false;

  /** What stands for the oldest browsers that pages are tested with: Chrome 83, Safari 14, Firefox 78. */
  function isOld() {
    return !(
      "noModule" in document.createElement("script") &&
      page.Promise &&
      page.Promise.allSettled &&
      page.Blob &&
      page.Blob.prototype.text &&
      page.CSS &&
      page.CSS.supports("line-break", "anywhere")
    );
  }

  /** The browser's name and version, as people know it; the whole text where it is none of the common ones. */
  function browser() {
    var agent = navigator.userAgent;
    var known = [
      ["Internet Explorer", /(?:MSIE |Trident.*rv:)(\d+)/],
      ["Edge", /Edge?\/(\d+)/],
      ["Chrome", /Chrom(?:e|ium)\/(\d+)/],
      ["Firefox", /Firefox\/(\d+)/],
      ["Safari", /Version\/(\d+(?:\.\d+)?).*Safari/]
    ];
    for (var at = 0; at < known.length; at += 1) {
      var found = /** @type {RegExp} */ (known[at][1]).exec(agent);
      if (found) return known[at][0] + " " + found[1];
    }
    return agent;
  }

  /** Put the page's words for a browser that is too old before everything else, once. */
  function tell() {
    var words = document.getElementById("old-browser");
    if (!words || !document.body || told) return;
    told = true;
    var sign = document.createElement("div");
    sign.className = "old-browser";
    sign.innerHTML = words.innerHTML;
    var names = sign.getElementsByTagName("b");
    for (var at = 0; at < names.length; at += 1) names[at].appendChild(document.createTextNode(browser()));
    document.body.insertBefore(sign, document.body.firstChild);
  }

  /** The sheets of the fonts stand in the page as links that mean nothing yet. */
  function loadFonts() {
    var links = document.getElementsByTagName("link");
    for (var at = 0; at < links.length; at += 1) if (links[at].rel === "later") links[at].rel = "stylesheet";
  }

  if (!page.addEventListener) {
    page.attachEvent("onload", tell);
    return;
  }
  if (isOld()) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", tell);
    else tell();
  }
  // A module with syntax that this browser does not know; what is wrong with data is said otherwise.
  page.addEventListener("error", function (/** @type {ErrorEvent} */ event) {
    if (document.readyState !== "complete" && /SyntaxError/.test(event.message) && !/JSON/.test(event.message)) tell();
  });
  if (document.readyState === "complete") loadFonts();
  else page.addEventListener("load", loadFonts);
})();
