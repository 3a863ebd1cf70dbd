const vague = ['util', 'utils', 'common', 'helper', 'helpers', 'shared', 'types', 'lib'];
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What style.md has against the names in a path: vague folders and files, and other than kebab-case. */
export function nameComplaints(path: string): string[] {
  const folders = path.split('/');
  const [file = '', ...kinds] = (folders.pop() ?? '').split('.');
  return [...folders, file, ...kinds].flatMap((name) => {
    if (vague.includes(name)) return [`${path}: “${name}” says nothing; name it after the one thing inside`];
    return kebabCase.test(name) ? [] : [`${path}: “${name}” is not kebab-case`];
  });
}
