// Grades answers by Mozilla's Observatory rules: node grade.mjs <folder with node_modules> < pages
//
// The Observatory itself would fetch the pages, by their names and over the internet. Its rules
// are the same here; only the answers come from standard input.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(resolve(process.argv[2]), "node_modules");
const sources = join(folder, "@mdn", "mdn-http-observatory", "src");
const rules = (file) => import(pathToFileURL(join(sources, file)));

const { ALL_TESTS } = await rules("constants.js");
const { Requests } = await rules("types.js");
const { parseHttpEquivHeaders } = await rules("retriever/utils.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await rules("grader/charts.js");
const { getGradeForScore, getScoreModifier } = await rules("grader/grader.js");
const require = createRequire(join(folder, "here"));
const { CookieJar } = require("tough-cookie");
const { AxiosHeaders } = require("axios");

function asResponse({ status, headers, body }) {
  // The certificate is the operator's; everything else is what our server said.
  return { status, headers: new AxiosHeaders(headers), data: body, verified: true, request: { headers: {} } };
}

function asRequests(page) {
  const url = new URL(page.url);
  const requests = new Requests(url.hostname);
  const jar = new CookieJar();
  for (const cookie of page.cookies) jar.setCookieSync(cookie, url.href);
  requests.session = { url, jar };
  requests.resources.path = page.https.body;
  const { responses } = requests;
  responses.https = asResponse(page.https);
  responses.auto = { ...responses.https, httpEquiv: parseHttpEquivHeaders(page.https.body, url.href) };
  responses.http = asResponse(page.http);
  responses.cors = asResponse(page.cors);
  responses.httpRedirects = page.redirects.map(({ url, status }) => ({ url: new URL(url), status }));
  return requests;
}

// As the Observatory's own scanner does it.
function grade(page) {
  const requests = asRequests(page);
  const results = ALL_TESTS.map((test) => test(requests)).filter(({ result }) => result);
  const points = results.map(({ result }) => getScoreModifier(result));
  const withoutCredit = points.filter((each) => each < 0).reduce((sum, each) => sum + each, 100);
  const withCredit = points.reduce((sum, each) => sum + each, 100);
  const reached = withoutCredit >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? withCredit : withoutCredit;
  const { grade: letter, score } = getGradeForScore(reached);
  return { page: page.name, grade: letter, score, results: results.map(({ result }) => result) };
}

const pages = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(pages.map(grade)));
