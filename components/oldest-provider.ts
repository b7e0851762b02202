/**
 * The package can be installed beside any provider whose programs its local command runs; the components need one that has all that they
 * say:
 * an older one would leave out without a word what it does not know, security policies for example.
 */
const OLDEST = [7, 48] as const;

const { version }: { readonly version: string } = require("@pulumi/aws/package.json");
const [major = 0, minor = 0] = version.split(".").map(Number);
if (major !== OLDEST[0] || minor < OLDEST[1])
  throw new Error(
    `lambda-rest-api's components need @pulumi/aws ${OLDEST.join(".")} or a later ${OLDEST[0]}.x, and ${version} is installed: npm install @pulumi/aws@^${OLDEST.join(".")}.0`,
  );
