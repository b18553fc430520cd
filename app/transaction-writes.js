const transactions = ["inScope", "readInScope", "asSystem", "asSystemAtLeisure", "withLockedParties"];
const changing = ["push", "unshift", "splice", "pop", "shift", "sort", "set", "add", "delete", "clear"];

/** The function around a node that a transaction runs; null where there is none. */
function transactionAround(node) {
  for (let at = node; at.parent; at = at.parent) {
    const isFunction = at.type === "ArrowFunctionExpression" || at.type === "FunctionExpression";
    const { parent } = at;
    if (isFunction && parent.type === "CallExpression" && parent.arguments.includes(at))
      if (transactions.includes(parent.callee.name)) return at;
  }
  return null;
}

function rootOf(node) {
  return node.type === "MemberExpression" ? rootOf(node.object) : node;
}

function variableOf(scope, name) {
  for (let at = scope; at; at = at.upper) if (at.set.has(name)) return at.set.get(name);
  return null;
}

/** Refuses to change what stands outside of a transaction from within it: the transaction may run twice, or be undone. */
const noOutsideWrite = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      outside: "{{name}} stands outside of the transaction, which may run twice: return it instead.",
    },
  },
  create(context) {
    const check = (node, changed) => {
      const root = rootOf(changed);
      const run = root.type === "Identifier" ? transactionAround(node) : null;
      if (!run) return;
      const [where] = variableOf(context.sourceCode.getScope(node), root.name)?.defs ?? [];
      const isInside = where && where.name.range[0] >= run.range[0] && where.name.range[1] <= run.range[1];
      if (where && !isInside) context.report({ node, messageId: "outside", data: { name: root.name } });
    };
    return {
      AssignmentExpression: (node) => check(node, node.left),
      UpdateExpression: (node) => check(node, node.argument),
      CallExpression: (node) => {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        const isAssign = callee.object.name === "Object" && callee.property.name === "assign";
        if (isAssign && node.arguments[0]) check(node, node.arguments[0]);
        else if (changing.includes(callee.property.name)) check(node, callee.object);
      },
    };
  },
};

/** The plugin that keeps transactions safe to run twice (inScope in app/platform/db.server.ts). */
export const transactionWrites = { rules: { "no-outside-write": noOutsideWrite } };
