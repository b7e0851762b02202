/**
 * Run by Pulumi's Node.js host, which gives the engine's address, for programs in YAML, Python, Go and others; it exports nothing.
 * @module lambda-rest-api/provider
 */
import * as pulumi from "@pulumi/pulumi";
import { provider } from "./provider";

void pulumi.provider.main(provider, process.argv.slice(2));
