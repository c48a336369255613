// Looks at pages with Lighthouse, on a phone and on a desk. Reads from its input which browser, whose cookie and which
// pages; writes for each page what is wrong, as lines of JSON.

import { readFileSync } from 'node:fs';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const { chromium, visits } = JSON.parse(readFileSync(0, 'utf8'));
const phone = { mobile: true, width: 412, height: 823, deviceScaleFactor: 1.75 };

for (const { name, origin, start, link, cookie } of visits) {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  try {
    const [page] = await browser.pages();
    if (cookie) await page.setCookie({ ...cookie, url: origin, httpOnly: true });
    let address = origin + start;
    if (link) {
      await page.goto(address);
      const first = await page.waitForSelector(link);
      address = await first.evaluate((element) => element.href);
    }
    const { port } = new URL(browser.wsEndpoint());
    const onlyCategories = ['accessibility', 'best-practices'];
    const flags = { port: Number(port), onlyCategories, disableStorageReset: true, logLevel: 'error' };
    // As high as the page: what lies under the bar of a phone at the moment could be scrolled away from it.
    const screenEmulation = { ...phone, height: await height(page, address) };
    const forms = { phone: [{ ...flags, screenEmulation }], desk: [flags, desktopConfig] };
    for (const [form, [flags, config]] of Object.entries(forms)) {
      const { lhr } = await lighthouse(address, flags, config);
      const scores = onlyCategories.map((category) => Math.round((lhr.categories[category].score ?? 0) * 100));
      const counts = onlyCategories.flatMap((category) => lhr.categories[category].auditRefs);
      const wrong = counts
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
        .map(({ id }) => `${lhr.audits[id].title}: ${found(lhr.audits[id].details)}`);
      const problem = lhr.runtimeError && `${lhr.runtimeError.code}: ${lhr.runtimeError.message}`;
      const path = new URL(lhr.finalDisplayedUrl).pathname;
      console.log(JSON.stringify({ name, form, path, scores, wrong: problem ? [problem, ...wrong] : wrong }));
    }
  } finally {
    await browser.close();
  }
}

async function height(page, address) {
  const { width, height } = phone;
  await page.setViewport({ width, height });
  await page.goto(address, { waitUntil: 'networkidle0' });
  return Math.max(height, await page.evaluate(() => document.documentElement.scrollHeight));
}

// Where it was found, as far as that is told.
function found(details) {
  const items = details?.items ?? [];
  return items.map((item) => item.node?.selector ?? item.description ?? item.url ?? JSON.stringify(item)).join('; ');
}
