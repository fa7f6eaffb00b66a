/** A plugin of Stryker: what only words a log line or an error is not mutated, since no test should fix such words. */

/** The little that is read of a path in Babel's tree. */
interface Path {
  node: { type: string; expression?: Path['node']; callee?: Path['node']; object?: Path['node']; name?: string; key?: Path['node'] }
}

const isLogLine = ({ type, callee }: Path['node']) => type === 'CallExpression' && callee?.type === 'MemberExpression' && callee.object?.name === 'logger'

const words = {
  shouldIgnore({ node }: Path): string | undefined {
    const { type, callee, key } = node
    if (isLogLine(node) || (type === 'ExpressionStatement' && node.expression && isLogLine(node.expression))) return 'a log line'
    if (type === 'NewExpression' && callee?.name?.endsWith('Error')) return 'the words of an error'
    if (type === 'ObjectProperty' && key?.name === 'detail') return 'a word for the log'
    return undefined
  },
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'words', value: words }]
