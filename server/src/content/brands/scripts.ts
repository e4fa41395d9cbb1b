/**
 * Characters that texts in a script or group of languages cannot do without: the letters of its alphabets as CLDR 46 lists them
 * (`exemplarCharacters`, main and capital letters), of large scripts the basic ones.
 */
const needed: Readonly<Record<string, string>> = {
  latin: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?-()/&%@+€£$§',
  'latin-west': 'ÀÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØŒÙÚÛÜŸẞàâäåæçèéêëìíîïñòóôöøœùúûüÿß¿¡«»„“”‚‘’–—…·',
  'latin-central': 'ĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽÁÉÍÓÚÝŐŰĂÂÎȘȚĐĀĒĢĪĶĻŅŪĖĮŲąćęłńśźżčďěňřšťůžáéíóúýőűăâîșțđāēģīķļņūėįų',
  turkish: 'ÇĞİÖŞÜçğıöşü',
  vietnamese: 'ĂÂĐÊÔƠƯăâđêôơưẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ',
  greek: 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ',
  cyrillic: 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяЄІЇҐєіїґЂЈЉЊЋЏђјљњћџ',
  hebrew: 'אבגדהוזחטיכךלמםנןסעפףצץקרשת',
  arabic: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟',
  devanagari: 'अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौं्',
  thai: 'กขคงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาิีึืุูเแโใไ่้',
  japanese: 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんアイウエオカキクケコ日本様円年月',
  chinese: '的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年客户号码元月日',
  korean: '가나다라마바사아자차카타파하고객님원년월일',
};

const mostMissing = 12;

/** How much of each script a font has; scripts of which it has nothing are left out. */
export function scriptsOf(has: (codePoint: number) => boolean): { script: string; share: number; missing: string }[] {
  return Object.entries(needed).flatMap(([script, text]) => {
    const characters = [...text];
    const missing = characters.filter((character) => !has(character.codePointAt(0)!));
    if (missing.length === characters.length) return [];
    const share = Math.round(100 * (1 - missing.length / characters.length)) / 100;
    // All but one of a thousand is not all.
    const told = missing.length > 0 ? Math.min(share, 0.99) : 1;
    return [{ script, share: told, missing: missing.slice(0, mostMissing).join(' ') }];
  });
}
