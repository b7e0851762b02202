import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { parseAllDocuments } from "yaml";
import { RULES } from "../../definition/index";
import { blocks, links, PAGES } from "../package/documents";
import { messages } from "./messages";
import { optionsPage } from "./options";

const ROOT = join(__dirname, "../..");
const text = (page: string) => readFileSync(join(ROOT, page), "utf8");

describe("the pages", () => {
  it("lead to pages, headings and pictures that are there", () => {
    const broken = links(ROOT, PAGES).filter(
      ({ file, heading, isThere }) => !isThere || (heading !== undefined && !headings(text(file)).has(heading)),
    );
    assert.deepEqual(broken, []);
  });

  it("are led to from README", () => {
    const readme = text("README.md");
    const missing = PAGES.filter((page) => /^docs\/[^/]+$/.test(page) && !readme.includes(`(${page}`));
    assert.deepEqual(missing, []);
  });

  for (const [language, parse] of Object.entries<(code: string) => unknown>({
    json: JSON.parse,
    yaml: (code) => parseAllDocuments(code).flatMap(({ errors }) => errors.forEach(fail)),
    sh: (code) => execFileSync("bash", ["-n"], { input: code, stdio: ["pipe", "ignore", "pipe"] }),
  }))
    it(`have blocks of ${language} that can be read`, () => {
      const found = blocks().filter((block) => block.language === language);
      assert.ok(found.length > 0);
      for (const { page, line, code } of found) assert.doesNotThrow(() => parse(code), `${page}:${line}`);
    });

  it("have tables whose rows have as many cells as their heads", () => {
    const cells = (row: string) => row.match(/(?<!\\)\|/g)?.length ?? 0;
    const uneven = PAGES.flatMap((page) =>
      [...text(page).matchAll(/^( *\|.*\n)(?: *\|.*\n)+/gm)].flatMap(([table]) => {
        const [head = "", ...rows] = table.trimEnd().split("\n");
        return rows.filter((row) => cells(row) !== cells(head)).map((row) => `${page}: ${row}`);
      }),
    );
    assert.deepEqual(uneven, []);
  });

  it("say of each block what it is", () => {
    assert.deepEqual(
      blocks().flatMap(({ page, line, language }) => (language === "" ? [`${page}:${line}`] : [])),
      [],
    );
  });

  it("and examples, workflows, messages and the plugin never take the package by a name that somebody else could claim", () => {
    const files = globSync(["**/*.{md,ts,tsx,js,mjs,json,yml,yaml,sh,html,py,go}", ".github/**/*"], {
      cwd: ROOT,
      dot: true,
      ignore: ["**/node_modules/**", "dist/**", "api-reference/**", "coverage/**", "tests/**", "package-lock.json"],
    });
    assert.ok(files.includes("plugin/package.json") && files.includes(".github/workflows/contract.yml"));
    const named = files.flatMap((file) =>
      text(file)
        .split("\n")
        .filter(fetchesByName)
        .map((line) => `${file}: ${line.trim()}`),
    );
    assert.deepEqual(named, []);
  });

  describe("on troubleshooting", () => {
    const page = text("docs/troubleshooting.md");
    const rows = [...page.matchAll(/^\| (.+) \| (.+) \| (.*) \|$/gm)].map(([, what = "", why = "", cure = ""]) => ({ what, why, cure }));

    it("have a cause for every message of the local command and of the components", () => {
      const missing = messages().filter(
        ({ text: message }) => !rows.some(({ what, why }) => what.includes(`\`${message}\``) && why !== ""),
      );
      assert.deepEqual(
        missing.map(({ file, text: message }) => `${file}: ${message}`),
        [],
      );
    });

    it("have no message that is never said", () => {
      const said = new Set(messages().map(({ text: message }) => message));
      const sections = page.slice(page.indexOf("## It does not start"), page.indexOf("## What the component refuses"));
      const shown = [...sections.matchAll(/^\| (`.+`) \| .+ \| .* \|$/gm)].flatMap(([, what = ""]) =>
        what.includes(" and the like") ? [] : what.split(/(?<=`), (?=`)/),
      );
      assert.deepEqual(
        shown.map((one) => one.slice(1, -1)).filter((one) => !said.has(one)),
        [],
      );
    });

    it("have a cause and a cure for every rule", () => {
      const missing = Object.keys(RULES).filter(
        (rule) => !rows.some(({ what, why, cure }) => what === `\`${rule}\`` && why !== "" && cure !== ""),
      );
      assert.deepEqual(missing, []);
    });
  });

  it("have every option, as the source has it", () => {
    assert.equal(text("docs/options.md"), optionsPage(), "write it anew by npm run docs:options");
  });
});

/** Whether a command or a manifest would have the package fetched from npm; an archive, and what is installed already, are none. */
function fetchesByName(line: string): boolean {
  const commands = line.matchAll(
    /\b(?:npm (?:i|install|add|create|exec|init)|pnpm (?:add|dlx|create)|yarn (?:add|dlx|create)|bun add|bunx|npx) ([^&|;`]*)/g,
  );
  return (
    [...commands].some(([, args = ""]) => /(?:^|[\s"'])(?:create-)?lambda-rest-api/.test(args) && !/--no-install|\.tgz/.test(args)) ||
    /"(?:create-)?lambda-rest-api(?:-plugin)?": "[\d^~*>l]/.test(line)
  );
}

function fail(error: Error): never {
  throw error;
}

/** As GitHub makes anchors of headings. */
function headings(page: string): ReadonlySet<string> {
  return new Set(
    [...page.replace(/```.*?```/gs, "").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
}
