/** What a request is to who knows nothing of AWS. */
exports.begin = (request, body) => ({
  event: { path: request.url, httpMethod: request.method, headers: request.headers, body },
  headers: {},
  end() {},
});
