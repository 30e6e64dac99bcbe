'use strict';

// Evaluates an expression of JavaScript. Paths in it stand for values that Step Functions took from its input;
// the longest are replaced first, so that none is taken for the start of another.
exports.handler = async (event) => {
  const paths = Object.keys(event.expressionAttributeValues).sort((a, b) => b.length - a.length);
  const code = paths.reduce(
    (text, path) => text.split(path).join(`values[${JSON.stringify(path)}]`),
    event.expression,
  );
  return new Function('values', `return (${code});`)(event.expressionAttributeValues);
};
