/** What a new program takes from the package's own manifest. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/**
 * The manifest of a new program: the SDK and the provider in the range that its components support, and what its own tests type-check with.
 */
export function manifestOf(name: string, specifier: string, own: PackageManifest): object {
  const { peerDependencies, dependencies, devDependencies } = own;
  return {
    name,
    private: true,
    engines: own.engines,
    scripts: {
      start: "lambda-rest-api local",
      test: "node --import tsx --test tests/*.test.ts",
      typecheck: "tsc",
    },
    // Its components need a provider with all that they say; the range of the peer is that of the programs which the local command runs.
    dependencies: pick(
      { ...peerDependencies, "@pulumi/aws": `^${devDependencies["@pulumi/aws"]}`, [own.name]: specifier },
      "@pulumi/aws",
      "@pulumi/pulumi",
      own.name,
    ),
    devDependencies: pick({ ...dependencies, ...devDependencies }, "@types/node", "tsx", "typescript"),
  };
}

function pick(from: Readonly<Record<string, string>>, ...names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** A folder's name as npm and Pulumi take it for a package and a project; never the name of the package that is installed in it. */
export function projectName(folder: string, packageName: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
  return name === "" || name === packageName ? "rest-api" : name;
}
