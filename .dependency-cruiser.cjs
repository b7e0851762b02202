/** The arrows of the house (see CONTRIBUTING.md): which room may import which. Anything not named here is refused. */
const rooms = {
  apis: ["components"],
  functions: [],
  examples: ["components"],
  template: ["components"],
  languages: [],
  definition: ["languages"],
  components: ["definition"],
  gateway: ["definition", "languages"],
  inspector: ["gateway"],
  local: ["definition", "gateway", "inspector"],
  provider: ["definition", "components"],
};

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-only-${allowed.join("-and-") || "npm"}`,
  severity: "error",
  // Tests of an example and of the template use the package's entry for tests.
  from: { path: `^${room}/`, pathNot: "^(examples/(testing|typed-client)|template/tests)/" },
  to: {
    path: "^(index\\.ts|apis/|functions/|examples/|template/|languages/|definition/|components/|gateway/|inspector/|local/|provider/|tests/)",
    pathNot: `^(${[room, ...allowed].join("|")})/`,
  },
}));

const doors = Object.keys(rooms)
  .filter((room) => !["apis", "functions", "examples", "template", "languages"].includes(room))
  .map((room) => ({
    name: `${room}-is-entered-by-its-index`,
    severity: "error",
    from: {
      path: "^(index\\.ts|apis/|functions/|examples/|template/|languages/|definition/|components/|gateway/|inspector/|local/|provider/)",
      pathNot: `^(${room}/|examples/(testing|typed-client)/|template/tests/)`,
    },
    to: { path: `^${room}/`, pathNot: room === "components" ? "^components/(schema/)?index\\.ts$" : `^${room}/(index|function)\\.ts$` },
  }));

/** Each language could be a package: the others enter it by its own index. */
const languages = {
  name: "a-language-is-entered-by-its-index",
  severity: "error",
  from: { path: "^([^/]+/[^/]+)", pathNot: "^tests/" },
  to: { path: "^languages/[^/]+/", pathNot: "^$1/|^languages/[^/]+/index\\.ts$" },
};

const pulumiFree = {
  name: "pulumi-stays-in-apis-components-and-local",
  severity: "error",
  from: { path: "^(languages|definition|gateway|functions)/" },
  to: { path: "node_modules/@pulumi/" },
};

/** What they need of Node.js: to interrupt a validation, and to read an IP address. */
const pureLanguages = {
  name: "languages-are-pure",
  severity: "error",
  from: { path: "^languages/" },
  to: { dependencyTypes: ["core"], pathNot: "^(node:)?(vm|util|net)$" },
};

const pure = {
  name: "definition-is-pure",
  severity: "error",
  from: { path: "^definition/" },
  to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
};

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-circles-between-folders",
      severity: "error",
      scope: "folder",
      from: { path: "^(languages|definition|components|gateway|inspector|local|provider)/" },
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^(languages|definition|components|gateway|local|provider)/" },
      to: {},
    },
    {
      name: "program-imports-only-apis-and-components",
      severity: "error",
      from: { path: "^index\\.ts$" },
      to: { path: "^(functions|languages|definition|gateway|local|tests)/" },
    },
    ...arrows,
    ...doors,
    languages,
    pulumiFree,
    pureLanguages,
    pure,
    {
      name: "inspector-knows-the-types-of-the-trace-alone",
      severity: "error",
      from: { path: "^inspector/" },
      to: { path: "^gateway/", dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
