import { describe, expect, it } from 'vitest'
import { findCredentials, maxCredentialLength } from '#contract/model/credentials.ts'

const apikey = '11340'
const apitoken = '5d2c7e0b9a4f4c6e8b1d3f5a7c9e0b2d'
const usertoken = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0'
const all = { apikey, apitoken, usertoken }

describe('findCredentials', () => {
  it.each([
    ['JSON, the key as a bare number', `{"apikey": ${apikey}, "apitoken": "${apitoken}", "usertoken": "${usertoken}"}`],
    ['JSON on several lines with single quotes', `{\n 'apikey':'${apikey}',\n 'apitoken':'${apitoken}',\n 'usertoken':'${usertoken}'\n}`],
    ['labels as a web page shows them', `API KEY: ${apikey}\nAPI TOKEN: ${apitoken}\nUSER TOKEN: ${usertoken}`],
    ['each value on the line after its label', `Api key\n${apikey}\n\nApi token\n${apitoken}\n\nUser token\n${usertoken}`],
    ['cells of a spreadsheet', `api_key\t${apikey}\napi_token\t${apitoken}\nuser_token\t${usertoken}`],
    ['environment variables', `APIKEY=${apikey}\nAPITOKEN=${apitoken}\nUSERTOKEN=${usertoken}`],
    [
      'an e-mail with prose before',
      `Te paso la API key y el API token:\n- API key (apikey): ${apikey}\n- API token: ${apitoken}\n- User token → ${usertoken}\nSaludos`,
    ],
    ['another order', `usertoken: ${usertoken}; apitoken: ${apitoken}; apikey: ${apikey}`],
    ['a heading row over the values', `User token\tAPI key\tAPI token\n${usertoken}\t${apikey}\t${apitoken}`],
    ['three bare lines', `${apikey}\n${apitoken}\n${usertoken}\n`],
  ])('reads %s', (_name, text) => {
    expect(findCredentials(text)).toEqual(all)
  })

  it('gives what it found when something is missing', () => {
    expect(findCredentials(`API token: ${apitoken}`)).toEqual({ apitoken })
  })

  it.each([
    ['a single value', apitoken],
    ['two values', `${apikey} ${apitoken}`],
    ['four values', `${apikey} ${apitoken} ${usertoken} 2026`],
    ['prose', 'Necesito la API key, el API token y el user token de la sucursal'],
    ['a value that is too long', `API key: ${'1'.repeat(maxCredentialLength + 1)}`],
    ['nothing', ''],
  ])('finds nothing in %s', (_name, text) => {
    expect(findCredentials(text)).toEqual({})
  })
})
