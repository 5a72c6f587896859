"""Charts of reports: Vega-Lite specifications as values, drawn as SVG, PNG or PDF without a browser."""
