import { fieldAccesses, v1AccessLevels } from '../../../shared/powerschool/plugin-inspection.ts';
import { checkChoice, checkLength } from './problem.ts';
import type { Report } from './problem.ts';
import { childOf, childrenOf } from './xml-document.ts';
import type { XmlElement } from './xml-document.ts';

const namespace = 'http://plugin.powerschool.pearson.com';
const booleans = ['true', 'false', '1', '0'];
const uiContexts = [
  'admin.header',
  'admin.left_nav',
  'teacher.header',
  'teacher.pro.apps',
  'guardian.header',
  'student.header',
];

/** Attributes by element, where the list of them is closed; `plugin`'s own children come from `children`. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  plugin: ['name', 'version', 'description', 'deletable'],
  publisher: ['name'],
  contact: ['email', 'phone'],
  oauth: ['accessLevelV1Api'],
  access_request: [],
  field: ['table', 'field', 'access'],
};
const children: readonly string[] = [
  'publisher',
  'oauth',
  'access_request',
  'links',
  'openid',
  'saml',
  'registration',
  'autoinstall',
  'identityAttribute',
];

/** The rules of `plugin.xml` (reference §3.2). */
export function checkManifest(root: XmlElement, report: Report): void {
  if (root.namespace !== namespace) {
    report(
      'plugin.namespace',
      'plugin.xml is not in PowerSchool’s namespace.',
      `Write xmlns="${namespace}" in its plugin element.`,
    );
  }
  checkAttributes(root, report);
  const { name, version, description, deletable } = root.attributes;
  checkLength(report, 'plugin.name', 'The plugin’s name', name, 1, 40);
  checkLength(report, 'plugin.version', 'The plugin’s version', version, 0, 20);
  if (version !== undefined && !/^\d+(?:\.\d+)*$/.test(version)) {
    report('plugin.version', 'The plugin’s version is not made of digits and dots.', 'Write it like 1.2.0.');
  }
  checkLength(report, 'plugin.description', 'The plugin’s description', description, 0, 256);
  checkChoice(report, 'plugin.deletable', 'The attribute deletable', deletable, booleans);
  checkChildren(root, report);
  checkPublisher(childOf(root, 'publisher'), report);
  for (const oauth of childrenOf(root, 'oauth')) checkOauth(oauth, report);
  for (const request of childrenOf(root, 'access_request')) checkAccessRequest(request, report);
  for (const holder of [root, ...childrenOf(root, 'openid'), ...childrenOf(root, 'saml')]) checkLinks(holder, report);
  for (const openid of childrenOf(root, 'openid')) {
    checkLength(report, 'openid.host', 'The host of single sign-on', openid.attributes['host'], 1, 256);
  }
  for (const registration of childrenOf(root, 'registration')) checkRegistration(registration, report);
}

function checkChildren(root: XmlElement, report: Report): void {
  for (const { name } of root.children) {
    if (children.includes(name)) continue;
    report('plugin.element', `plugin.xml has an element ${name} that PowerSchool does not know.`, 'Remove it.');
  }
  for (const name of children) {
    if (childrenOf(root, name).length < 2) continue;
    report('plugin.element', `plugin.xml has the element ${name} more than once.`, 'Keep one of them.');
  }
}

function checkAttributes(element: XmlElement, report: Report): void {
  const known = attributes[element.name];
  if (known === undefined) return;
  for (const name of Object.keys(element.attributes)) {
    if (known.includes(name) || name.includes(':')) continue;
    report(
      'plugin.attribute',
      `The element ${element.name} has an attribute ${name} that PowerSchool does not know.`,
      'Remove it.',
    );
  }
}

function checkPublisher(publisher: XmlElement | undefined, report: Report): void {
  if (publisher === undefined) {
    report('plugin.publisher', 'The plugin names no publisher.', 'Add a publisher with a name and one contact.');
    return;
  }
  checkAttributes(publisher, report);
  checkLength(report, 'publisher.name', 'The publisher’s name', publisher.attributes['name'], 1, 100);
  const contacts = childrenOf(publisher, 'contact');
  if (contacts.length !== 1) {
    report('publisher.contact', 'The publisher needs exactly one contact.', 'Keep one contact with an e-mail address.');
  }
  for (const contact of contacts) {
    checkAttributes(contact, report);
    checkLength(report, 'contact.email', 'The contact’s e-mail address', contact.attributes['email'], 1, 40);
    checkLength(report, 'contact.phone', 'The contact’s telephone number', contact.attributes['phone'], 0, 20);
  }
}

function checkOauth(oauth: XmlElement, report: Report): void {
  checkAttributes(oauth, report);
  checkChoice(report, 'oauth.v1', 'accessLevelV1Api', oauth.attributes['accessLevelV1Api'], v1AccessLevels);
}

function checkAccessRequest(request: XmlElement, report: Report): void {
  for (const field of childrenOf(request, 'field')) {
    checkAttributes(field, report);
    const { table, field: name, access } = field.attributes;
    checkLength(report, 'field.table', 'The table of a requested field', table, 1, 30);
    checkLength(report, 'field.field', 'The column of a requested field', name, 1, 30);
    if (`${table}${name}`.includes('*')) {
      report(
        'field.field',
        'A requested field uses *, which PowerSchool does not take.',
        'Name each column by itself.',
      );
    }
    checkChoice(report, 'field.access', 'The access of a requested field', access ?? '', fieldAccesses);
  }
  for (const cdn of childrenOf(childOf(request, 'cdn_request'), 'cdn')) {
    checkLength(report, 'cdn.name', 'A content host', cdn.attributes['name'], 1, 300);
  }
}

function checkLinks(holder: XmlElement, report: Report): void {
  for (const link of childrenOf(childOf(holder, 'links'), 'link')) {
    checkLength(report, 'link.title', 'A link’s title', link.attributes['title'], 0, 256);
    checkLength(report, 'link.text', 'A link’s display-text', link.attributes['display-text'], 0, 100);
    checkLength(report, 'link.path', 'A link’s path', link.attributes['path'], 0, 1000);
    for (const context of childrenOf(childOf(link, 'ui_contexts'), 'ui_context')) {
      checkChoice(report, 'link.context', 'A link’s place', context.attributes['id'] ?? '', uiContexts);
    }
  }
}

function checkRegistration(registration: XmlElement, report: Report): void {
  const url = registration.attributes['url'];
  checkLength(report, 'registration.url', 'The registration address', url, 1, 1000);
  if (url !== undefined && !/^https:\/\//i.test(url)) {
    report('registration.url', 'The registration address is not https.', 'Use an address that begins with https://.');
  }
}
