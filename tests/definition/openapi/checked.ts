/** A document as an author brings it along, with nothing beside it, and what is wrong with it. */
import {
  type Account,
  type ApiDefinition,
  check,
  joinOpenApi,
  type OpenApiSettings,
  type OpenApiSource,
  type Path,
  type Problem,
  readOpenApiDocument,
  warn,
} from "../../../definition/index";
import { STAGE } from "../rules/refusals";

export interface Checked {
  readonly definition?: ApiDefinition;
  /** Where a part of the definition is told. */
  readonly place?: (path: Path) => string;
  readonly problems: readonly Problem[];
  readonly warnings?: readonly Problem[];
  /** What is not known here. */
  readonly unknown?: readonly Problem[];
}

export function checkOpenApi(source: OpenApiSource, settings: OpenApiSettings = {}, account: Account = {}): Checked {
  const document = readOpenApiDocument(source, settings, {
    integrations: [],
    authorizers: {},
    securitySchemes: {},
    gatewayResponses: [],
    policy: false,
  });
  if (document.kind === "unreadable") return document;
  if (document.problems.length > 0) return { problems: document.problems };
  const api = joinOpenApi(document, { integrations: {} });
  const problems = check(api, [STAGE], account, document.text);
  const place = (path: Path) => document.text(api.places.of(path));
  if (problems.length > 0) return { problems };
  const unknown = warn(api.definition, [], undefined, api.places, document.text).filter(({ rule }) => rule === "unknown-value");
  return { definition: api.definition, place, problems, warnings: document.warnings, unknown };
}
