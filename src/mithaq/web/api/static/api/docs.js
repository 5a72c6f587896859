// The documentation of the API from the package's own files; what is tried out carries the token against forgery.
const { schema, token } = document.body.dataset;
SwaggerUIBundle({
  url: schema,
  dom_id: "#docs",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = token;
    return request;
  },
});
