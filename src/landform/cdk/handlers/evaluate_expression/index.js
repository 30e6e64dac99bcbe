'use strict';

// Evaluates an expression of JavaScript. Paths in it stand for values that Step Functions took from its input;
// of two paths that start alike the longer one is meant.
exports.handler = async (event) => {
  const values = event.expressionAttributeValues;
  const paths = Object.keys(values).sort((a, b) => b.length - a.length);
  const escaped = paths.map((path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const code = paths.length
    ? event.expression.replace(new RegExp(escaped.join('|'), 'g'), (path) => `values[${JSON.stringify(path)}]`)
    : event.expression;
  return new Function('values', `return (${code});`)(values);
};
