/** Writes the page's files into dist/inspector, after this room has been compiled. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle } from "../dist/inspector/bundle.js";

const files = await bundle(fileURLToPath(new URL("page", import.meta.url)));
for (const [name, contents] of files) writeFileSync(new URL(`../dist/inspector/${name}`, import.meta.url), contents);
