// Weight and speed of pages in Chromium: node measure.mjs CONFIG.json, prints one JSON line per page.
// Weight is the sum of gzip bodies (images apart); usable is the moment the first input of an activity is connected.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const config = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(join(config.modules, "package.json"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")).href);

const INPUT = "su-activity input, su-activity select, .jupyter-widgets input, .jupyter-widgets select";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function watch(selector) {
  const seen = () => {
    if (globalThis.usableAt === undefined && document.querySelector(selector)) globalThis.usableAt = performance.now();
  };
  new MutationObserver(seen).observe(document, { childList: true, subtree: true });
}

async function visit(context, url, slow, weights) {
  const page = await context.newPage();
  const client = await page.createCDPSession();
  await client.send("Emulation.setCPUThrottlingRate", { rate: slow });
  await page.evaluateOnNewDocument(watch, INPUT);
  let bytes = 0;
  const waiting = [];
  page.on("response", (response) => {
    if (!weights || response.request().resourceType() === "image" || !response.ok() || response.fromCache()) return;
    waiting.push(response.buffer().then((body) => { bytes += gzipSync(body).length; }, () => {}));
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.usableAt !== undefined, { timeout: 60000 });
  if (weights) await page.waitForNetworkIdle({ idleTime: 500 });
  await Promise.all(waiting);
  const usable = await page.evaluate(() => globalThis.usableAt);
  await page.close();
  return { usable, bytes };
}

async function measure(browser, target) {
  const context = await browser.createBrowserContext();
  const first = await visit(context, target.url, 1, true);
  const next = target.next ? await visit(context, target.next, 1, true) : undefined;
  await context.close();
  const times = [];
  for (let run = 0; run < config.runs; run += 1) {
    const fresh = await browser.createBrowserContext();
    times.push((await visit(fresh, target.url, config.slow, false)).usable);
    await fresh.close();
  }
  times.sort((a, b) => a - b);
  return { name: target.name, first_kb: first.bytes / 1000, next_kb: next && next.bytes / 1000, usable_ms: times[Math.floor(times.length / 2)], usable_all_ms: times };
}

const browser = await puppeteer.launch({ executablePath: config.chromium, headless: true, args: FLAGS });
try {
  for (const target of config.targets) console.log(JSON.stringify(await measure(browser, target)));
} finally {
  await browser.close();
}
