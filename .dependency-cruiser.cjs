/** The arrows of the house (see CONTRIBUTING.md): which room may import which. Anything not named here is refused. */
const rooms = {
  apis: ["components"],
  functions: [],
  examples: ["components"],
  definition: [],
  components: ["definition"],
  gateway: ["definition"],
  local: ["definition", "gateway"],
  provider: ["definition", "components"],
};

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-only-${allowed.join("-and-") || "npm"}`,
  severity: "error",
  from: { path: `^${room}/` },
  to: {
    path: "^(index\\.ts|apis/|functions/|examples/|definition/|components/|gateway/|local/|provider/|tests/)",
    pathNot: `^(${[room, ...allowed].join("|")})/`,
  },
}));

const doors = Object.keys(rooms)
  .filter((room) => !["apis", "functions", "examples"].includes(room))
  .map((room) => ({
    name: `${room}-is-entered-by-its-index`,
    severity: "error",
    from: { path: "^(index\\.ts|apis/|functions/|examples/|definition/|components/|gateway/|local/|provider/)", pathNot: `^${room}/` },
    to: { path: `^${room}/`, pathNot: `^${room}/index\\.ts$` },
  }));

const pulumiFree = {
  name: "pulumi-stays-in-apis-components-and-local",
  severity: "error",
  from: { path: "^(definition|gateway|functions)/" },
  to: { path: "node_modules/@pulumi/" },
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
    { name: "no-orphans", severity: "error", from: { orphan: true, path: "^(definition|components|gateway|local|provider)/" }, to: {} },
    {
      name: "program-imports-only-apis-and-components",
      severity: "error",
      from: { path: "^index\\.ts$" },
      to: { path: "^(functions|definition|gateway|local|tests)/" },
    },
    ...arrows,
    ...doors,
    pulumiFree,
    pure,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
