require("lambda-rest-api/provider");
