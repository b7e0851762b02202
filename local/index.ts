/** The command line of the package. */
export { main } from "./main";
