import { fieldAccesses, v1AccessLevels } from '../../../shared/powerschool/plugin-inspection.ts';
import type { FieldRequest, PluginLink, PluginManifest, PluginPublisher } from './plugin-package.ts';
import { childOf, childrenOf } from './xml-document.ts';
import type { XmlElement } from './xml-document.ts';

/** The contents of a `plugin` element (reference §3.2). Never throws: gaps and wrong values are for `checkPackage` to name. */
export function readManifest(root: XmlElement): PluginManifest {
  const accessRequest = childOf(root, 'access_request');
  const cdns = childrenOf(childOf(accessRequest, 'cdn_request'), 'cdn');
  return {
    name: root.attributes['name'] ?? '',
    version: root.attributes['version'] ?? null,
    description: root.attributes['description'] ?? null,
    publisher: readPublisher(childOf(root, 'publisher')),
    oauth: readOauth(childOf(root, 'oauth')),
    fields: childrenOf(accessRequest, 'field').map((field) => readField(field)),
    links: readLinks(root),
    cdns: cdns.map((cdn) => cdn.attributes['name'] ?? ''),
    registrationUrl: childOf(root, 'registration')?.attributes['url'] ?? null,
  };
}

function readPublisher(element: XmlElement | undefined): PluginPublisher | null {
  if (element === undefined) return null;
  const contact = childOf(element, 'contact');
  return {
    name: element.attributes['name'] ?? '',
    contact:
      contact === undefined
        ? null
        : { email: contact.attributes['email'] ?? '', phone: contact.attributes['phone'] ?? null },
  };
}

function readOauth(element: XmlElement | undefined): PluginManifest['oauth'] {
  if (element === undefined) return null;
  const given = element.attributes['accessLevelV1Api'];
  return { accessLevelV1Api: v1AccessLevels.find((level) => level === given) ?? null };
}

function readField(element: XmlElement): FieldRequest {
  const given = element.attributes['access'];
  return {
    table: (element.attributes['table'] ?? '').toUpperCase(),
    field: (element.attributes['field'] ?? '').toUpperCase(),
    access: fieldAccesses.find((access) => access === given) ?? 'ViewOnly',
  };
}

/** Links stand at the top or inside a single sign-on element. */
function readLinks(root: XmlElement): PluginLink[] {
  const holders = [root, ...childrenOf(root, 'openid'), ...childrenOf(root, 'saml')];
  const links = holders.flatMap((holder) => childrenOf(childOf(holder, 'links'), 'link'));
  return links.map((link) => ({
    title: link.attributes['title'] ?? '',
    displayText: link.attributes['display-text'] ?? '',
    path: link.attributes['path'] ?? '',
    uiContexts: childrenOf(childOf(link, 'ui_contexts'), 'ui_context').map((context) => context.attributes['id'] ?? ''),
  }));
}
