/** Run by Pulumi's Node.js host, which gives the engine's address, for programs in YAML, Python, Go and others. */
import * as pulumi from "@pulumi/pulumi";
import { provider } from "./provider";

void pulumi.provider.main(provider, process.argv.slice(2));
