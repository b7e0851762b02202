/** What AWS enumerates, each table with its source and the month in which it was last compared. */
export * from "./gateway-responses";
export * from "./lambda";
export * from "./methods";
export * from "./rest-apis";
export * from "./stages";
