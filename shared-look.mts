import { chromium } from "@playwright/test";
import { findBrowser } from "#test/setup/browser.ts";
const base = "http://localhost:4731";
const [,, what = "staff"] = process.argv;
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } as Record<string,string> });
async function enter(email: string, o: object, lang = "de") {
  const ctx = await browser.newContext({ baseURL: base, locale: "de-DE", ...o });
  await ctx.addCookies([{ name: "lang", value: lang, url: base }]);
  const page = await ctx.newPage();
  await page.goto("/sign-in");
  await page.fill("input[name=email]", email); await page.fill("input[name=password]", "tegoed-demo-2026");
  await page.click("main button[type=submit], form button[type=submit]");
  await page.waitForURL((u) => !u.pathname.startsWith("/sign-in"));
  return page;
}
const shot = async (page: any, path: string, name: string, full = false) => {
  await page.goto(path); await page.waitForLoadState("networkidle");
  const h = await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth, innerWidth, Math.round((document.querySelector("tbody tr")?.getBoundingClientRect().height ?? 0)), document.querySelectorAll("tbody tr").length]);
  console.log(name, path, "height", h[0], "width", h[1], "/", h[2], "row", h[3], "rows", h[4]);
  await page.screenshot({ path: `/tmp/shared-look/${name}.png`, fullPage: full });
};
const noor = "noor@helder-it.example", petra = "petra@bakkerij-jansen.example";
const lists = [["clients","/staff/clients?show=all"],["orders","/staff/orders"],["runway","/staff/runway"],["people","/staff/people"],["audit","/staff/audit?group=all"],["tasks","/staff/tasks"]];
if (what === "staff") {
  for (const [w, scheme] of [[1280,"light"],[390,"dark"]] as const) {
    const page = await enter(noor, { viewport: { width: w, height: w === 390 ? 844 : 800 }, colorScheme: scheme, hasTouch: w === 390, isMobile: w === 390 });
    for (const [n, p] of lists) await shot(page, p, `${n}-${w}`, w === 390 || n === "tasks");
    if (w === 1280) {
      await page.goto("/staff/clients?show=all"); await page.waitForLoadState("networkidle");
      for (const label of [0,1,2]) { await page.locator(".list-menu > summary").nth(label).click(); await page.screenshot({ path: `/tmp/shared-look/menu-${label}.png` }); await page.locator(".list-menu > summary").nth(label).click(); }
      await page.keyboard.press("Escape"); await page.locator("h1").click(); await page.keyboard.press("j"); await page.keyboard.press("j"); await page.screenshot({ path: `/tmp/shared-look/keys.png` });
      console.log("focus", await page.evaluate(() => document.activeElement?.textContent));
      await page.goto("/staff/audit?group=all"); await page.waitForLoadState("networkidle"); await page.mouse.wheel(0, 900); await page.waitForTimeout(300); await page.screenshot({ path: `/tmp/shared-look/sticky.png` });
      await page.goto("/staff/runway"); const href = await page.locator("tbody a").first().getAttribute("href"); await shot(page, href!, "overview-1280", true); await shot(page, `${href}?table=balance`, "overview-table", true);
      await shot(page, `${href}/roster`, "roster-1280", true); await shot(page, `${href}/licences`, "licences-1280", true);
    }
    await page.context().close();
  }
}
if (what === "client") {
  const page = await enter(petra, { viewport: { width: 390, height: 844 }, colorScheme: "light" });
  await shot(page, "/", "home-390", true); await shot(page, "/?table=balance", "home-table", true); await shot(page, "/profile", "profile-390", true);
  const html = await (await page.request.get("/")).text(); console.log("home html", html.length);
  for (const [n, p] of [["home","/"],["statement","/statement"],["hours","/hours"],["invoices","/invoices"],["people","/people"]]) { await page.goto(p!); await page.waitForLoadState("networkidle"); await page.pdf({ path: `/tmp/shared-look/print-${n}.pdf`, format: "A4", preferCSSPageSize: true }); }
  const r = await page.request.get("/statement/pdf?month=2026-11"); console.log(r.status()); (await import("node:fs")).writeFileSync("/tmp/shared-look/statement.pdf", await r.body());
}
if (what === "zoom") {
  const page = await enter(noor, { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 });
  await shot(page, "/staff/clients?show=all", "zoom-clients"); 
  const p2 = await enter(noor, { viewport: { width: 1280, height: 800 }, forcedColors: "active", colorScheme: "dark" });
  await shot(p2, "/staff/clients?show=all&sort=client", "forced-clients"); await shot(p2, "/staff/orders", "forced-orders");
  const href = "/staff/runway"; await shot(p2, href, "forced-runway"); 
  await p2.goto("/staff/runway"); const c = await p2.locator("tbody a").first().getAttribute("href"); await shot(p2, c!, "forced-overview", true);
}
await browser.close();
