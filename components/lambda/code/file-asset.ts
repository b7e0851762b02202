import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { cacheFolder } from "./cache-folder";

/** Bytes as an asset, of which Pulumi has only those of texts and of files. */
export function fileAsset(name: string, bytes: Uint8Array, folder: string): pulumi.asset.FileAsset {
  const path = join(cacheFolder(folder, "files", createHash("sha256").update(bytes).digest("hex")), basename(name));
  if (!existsSync(path)) writeFileSync(path, bytes);
  return new pulumi.asset.FileAsset(path);
}
