/**
 * The Adobe Glyph List 2.0 (Copyright Adobe Systems Incorporated, Apache-2.0), which characters glyph names stand for, and the names of ZapfDingbats, front-coded:
 * each word is how many letters it shares with the name before it (base 36), the rest of the name, a comma, the code points (hex).
 */

/** The Adobe Glyph List. */
export const adobeGlyphList =
  '0A,41 1E,c6 2acute,1fc 2macron,1e2 2small,f7e6 1acute,c1 6small,f7e1 1breve,102 6acute,1eae 6cyrillic,4d0 6dotbelow,1eb6 6grave,1eb0 6hookabove,1eb2 6tilde,1eb4 1caron,1cd 2ircle,24b6 5umflex,c2 ' +
  'bacute,1ea4 bdotbelow,1eac bgrave,1ea6 bhookabove,1ea8 bsmall,f7e2 btilde,1eaa 2ute,f6c9 5small,f7b4 2yrillic,410 1dblgrave,200 2ieresis,c4 9cyrillic,4d2 9macron,1de 9small,f7e4 2otbelow,1ea0 ' +
  '4macron,1e0 1grave,c0 6small,f7e0 1hookabove,1ea2 1iecyrillic,4d4 2nvertedbreve,202 1lpha,391 5tonos,386 1macron,100 2onospace,ff21 1ogonek,104 1ring,c5 5acute,1fa 5below,1e00 5small,f7e5 1small,f761 ' +
  '1tilde,c3 6small,f7e3 1ybarmenian,531 0B,42 1circle,24b7 1dotaccent,1e02 4below,1e04 1ecyrillic,411 2narmenian,532 2ta,392 1hook,181 1linebelow,1e06 1monospace,ff22 1revesmall,f6f4 1small,f762 ' +
  '1topbar,182 0C,43 1aarmenian,53e 2cute,106 2ron,f6ca 5small,f6f5 1caron,10c 2edilla,c7 8acute,1e08 8small,f7e7 2ircle,24b8 5umflex,108 1dot,10a 4accent,10a 1edillasmall,f7b8 1haarmenian,549 ' +
  '2eabkhasiancyrillic,4bc 3cyrillic,427 3descenderabkhasiancyrillic,4be ccyrillic,4b6 4ieresiscyrillic,4f4 3harmenian,543 3khakassiancyrillic,4cb 3verticalstrokecyrillic,4b8 2i,3a7 2ook,187 ' +
  '1ircumflexsmall,f6f6 1monospace,ff23 1oarmenian,551 1small,f763 0D,44 1Z,1f1 2caron,1c4 1aarmenian,534 2frican,189 1caron,10e 2edilla,1e10 2ircle,24b9 5umflexbelow,1e12 2roat,110 1dotaccent,1e0a ' +
  '4below,1e0c 1ecyrillic,414 2icoptic,3ee 2lta,2206 5greek,394 1hook,18a 1ieresis,f6cb 8Acute,f6cc 8Grave,f6cd 8small,f7a8 2gammagreek,3dc 1jecyrillic,402 1linebelow,1e0e 1monospace,ff24 ' +
  '1otaccentsmall,f6f7 1slash,110 2mall,f764 1topbar,18b 1z,1f2 2caron,1c5 2eabkhasiancyrillic,4e0 3cyrillic,405 2hecyrillic,40f 0E,45 1acute,c9 6small,f7e9 1breve,114 1caron,11a 2edillabreve,1e1c ' +
  '2harmenian,535 2ircle,24ba 5umflex,ca bacute,1ebe bbelow,1e18 bdotbelow,1ec6 bgrave,1ec0 bhookabove,1ec2 bsmall,f7ea btilde,1ec4 2yrillic,404 1dblgrave,204 2ieresis,cb 9small,f7eb 2ot,116 4accent,116 ' +
  '4below,1eb8 1fcyrillic,424 1grave,c8 6small,f7e8 1harmenian,537 2ookabove,1eba 1ightroman,2167 2nvertedbreve,206 2otifiedcyrillic,464 1lcyrillic,41b 2evenroman,216a 1macron,112 7acute,1e16 7grave,1e14 ' +
  '2cyrillic,41c 2onospace,ff25 1ncyrillic,41d 2descendercyrillic,4a2 2g,14a 3hecyrillic,4a4 2hookcyrillic,4c7 1ogonek,118 2pen,190 1psilon,395 7tonos,388 1rcyrillic,420 2eversed,18e 9cyrillic,42d ' +
  '1scyrillic,421 2descendercyrillic,4aa 2h,1a9 2mall,f765 1ta,397 3rmenian,538 3tonos,389 2h,d0 3small,f7f0 2ilde,1ebc 6below,1e1a 1uro,20ac 1zh,1b7 3caron,1ee 3reversed,1b8 0F,46 1circle,24bb ' +
  '1dotaccent,1e1e 1eharmenian,556 2icoptic,3e4 1hook,191 1itacyrillic,472 2veroman,2164 1monospace,ff26 1ourroman,2163 1small,f766 0G,47 1Bsquare,3387 1acute,1f4 2mma,393 5african,194 2ngiacoptic,3ea ' +
  '1breve,11e 1caron,1e6 2edilla,122 2ircle,24bc 5umflex,11c 2ommaaccent,122 1dot,120 4accent,120 1ecyrillic,413 1hadarmenian,542 2emiddlehookcyrillic,494 3strokecyrillic,492 3upturncyrillic,490 2ook,193 ' +
  '1imarmenian,533 1jecyrillic,403 1macron,1e20 2onospace,ff27 1rave,f6ce 5small,f760 1small,f767 6hook,29b 2troke,1e4 0H,48 118533,25cf 443,25aa 451,25ab 122073,25a1 1Psquare,33cb ' +
  '1aabkhasiancyrillic,4a8 2descendercyrillic,4b2 2rdsigncyrillic,42a 1bar,126 2revebelow,1e2a 1cedilla,1e28 2ircle,24bd 5umflex,124 1dieresis,1e26 2otaccent,1e22 4below,1e24 1monospace,ff28 ' +
  '1oarmenian,540 2ricoptic,3e8 1small,f768 1ungarumlaut,f6cf csmall,f6f8 1zsquare,3390 0I,49 1Acyrillic,42f 1J,132 1Ucyrillic,42e 1acute,cd 6small,f7ed 1breve,12c 1caron,1cf 2ircle,24be 5umflex,ce ' +
  'bsmall,f7ee 2yrillic,406 1dblgrave,208 2ieresis,cf 9acute,1e2e 9cyrillic,4e4 9small,f7ef 2ot,130 4accent,130 4below,1eca 1ebrevecyrillic,4d6 2cyrillic,415 1fraktur,2111 1grave,cc 6small,f7ec ' +
  '1hookabove,1ec8 1icyrillic,418 2nvertedbreve,20a 2shortcyrillic,419 1macron,12a 7cyrillic,4e2 2onospace,ff29 1niarmenian,53b 1ocyrillic,401 2gonek,12e 2ta,399 4african,196 4dieresis,3aa 4tonos,38a ' +
  '1small,f769 2troke,197 1tilde,128 6below,1e2c 1zhitsacyrillic,474 7dblgravecyrillic,476 0J,4a 1aarmenian,541 1circle,24bf 5umflex,134 1ecyrillic,408 1heharmenian,54b 1monospace,ff2a 1small,f76a 0K,4b ' +
  '1Bsquare,3385 1Ksquare,33cd 1abashkircyrillic,4a0 2cute,1e30 3yrillic,41a 2descendercyrillic,49a 2hookcyrillic,4c3 2ppa,39a 2strokecyrillic,49e 2verticalstrokecyrillic,49c 1caron,1e8 2edilla,136 ' +
  '2ircle,24c0 2ommaaccent,136 1dotbelow,1e32 1eharmenian,554 2narmenian,53f 1hacyrillic,425 2eicoptic,3e6 2ook,198 1jecyrillic,40c 1linebelow,1e34 1monospace,ff2b 1oppacyrillic,480 5greek,3de ' +
  '1sicyrillic,46e 2mall,f76b 0L,4c 1J,1c7 1L,f6bf 1acute,139 2mbda,39b 1caron,13d 2edilla,13b 2ircle,24c1 5umflexbelow,1e3c 2ommaaccent,13b 1dot,13f 4accent,13f 4below,1e36 9macron,1e38 1iwnarmenian,53c ' +
  '1j,1c8 2ecyrillic,409 1linebelow,1e3a 1monospace,ff2c 1slash,141 6small,f6f9 2mall,f76c 0M,4d 1Bsquare,3386 1acron,f6d0 6small,f7af 3ute,1e3e 1circle,24c2 1dotaccent,1e40 4below,1e42 1enarmenian,544 ' +
  '1monospace,ff2d 1small,f76d 1turned,19c 1u,39c 0N,4e 1J,1ca 1acute,143 1caron,147 2edilla,145 2ircle,24c3 5umflexbelow,1e4a 2ommaaccent,145 1dotaccent,1e44 4below,1e46 1hookleft,19d 1ineroman,2168 ' +
  '1j,1cb 2ecyrillic,40a 1linebelow,1e48 1monospace,ff2e 1owarmenian,546 1small,f76e 1tilde,d1 6small,f7f1 1u,39d 0O,4f 1E,152 2small,f6fa 1acute,d3 6small,f7f3 1barredcyrillic,4e8 7dieresiscyrillic,4ea ' +
  '2reve,14e 1caron,1d1 2enteredtilde,19f 2ircle,24c4 5umflex,d4 bacute,1ed0 bdotbelow,1ed8 bgrave,1ed2 bhookabove,1ed4 bsmall,f7f4 btilde,1ed6 2yrillic,41e 1dblacute,150 4grave,20c 2ieresis,d6 ' +
  '9cyrillic,4e6 9small,f7f6 2otbelow,1ecc 1goneksmall,f6fb 2rave,d2 6small,f7f2 1harmenian,555 2m,2126 2ookabove,1ece 3rn,1a0 5acute,1eda 5dotbelow,1ee2 5grave,1edc 5hookabove,1ede 5tilde,1ee0 ' +
  '2ungarumlaut,150 1i,1a2 2nvertedbreve,20e 1macron,14c 7acute,1e52 7grave,1e50 2ega,2126 5cyrillic,460 5greek,3a9 5roundcyrillic,47a 5titlocyrillic,47c 6onos,38f 2icron,39f 7tonos,38c 2onospace,ff2f ' +
  '1neroman,2160 1ogonek,1ea 7macron,1ec 2pen,186 1slash,d8 6acute,1fe 6small,f7f8 2mall,f76f 2trokeacute,1fe 1tcyrillic,47e 2ilde,d5 6acute,1e4c 6dieresis,1e4e 6small,f7f5 0P,50 1acute,1e54 1circle,24c5 ' +
  '1dotaccent,1e56 1ecyrillic,41f 2harmenian,54a 2middlehookcyrillic,4a6 1hi,3a6 2ook,1a4 1i,3a0 2wrarmenian,553 1monospace,ff30 1si,3a8 3cyrillic,470 2mall,f770 0Q,51 1circle,24c6 1monospace,ff31 ' +
  '1small,f771 0R,52 1aarmenian,54c 2cute,154 1caron,158 2edilla,156 2ircle,24c7 2ommaaccent,156 1dblgrave,210 2otaccent,1e58 4below,1e5a 9macron,1e5c 1eharmenian,550 1fraktur,211c 1ho,3a1 1ingsmall,f6fc ' +
  '3vertedbreve,212 1linebelow,1e5e 1monospace,ff32 1small,f772 6inverted,281 esuperior,2b6 0S,53 1F010000,250c 320000,2514 330000,2510 340000,2518 350000,253c 360000,252c 370000,2534 380000,251c ' +
  '390000,2524 2100000,2500 310000,2502 390000,2561 2200000,2562 310000,2556 320000,2555 330000,2563 340000,2551 350000,2557 360000,255d 370000,255c 380000,255b 2360000,255e 370000,255f 380000,255a ' +
  '390000,2554 2400000,2569 310000,2566 320000,2560 330000,2550 340000,256c 350000,2567 360000,2568 370000,2564 380000,2565 390000,2559 2500000,2558 310000,2552 320000,2553 330000,256b 340000,256a ' +
  '1acute,15a 6dotaccent,1e64 2mpigreek,3e0 1caron,160 6dotaccent,1e66 6small,f6fd 2edilla,15e 2hwa,18f 5cyrillic,4d8 5dieresiscyrillic,4da 2ircle,24c8 5umflex,15c 2ommaaccent,218 1dotaccent,1e60 ' +
  '4below,1e62 9dotaccent,1e68 1eharmenian,54d 2venroman,2166 1haarmenian,547 3cyrillic,428 2chacyrillic,429 2eicoptic,3e2 2hacyrillic,4ba 2imacoptic,3ec 1igma,3a3 2xroman,2165 1monospace,ff33 ' +
  '1oftsigncyrillic,42c 1small,f773 1tigmagreek,3da 0T,54 1au,3a4 1bar,166 1caron,164 2edilla,162 2ircle,24c9 5umflexbelow,1e70 2ommaaccent,162 1dotaccent,1e6a 4below,1e6c 1ecyrillic,422 ' +
  '2descendercyrillic,4ac 2nroman,2169 2tsecyrillic,4b4 1heta,398 2ook,1ac 3rn,de 5small,f7fe 2reeroman,2162 1ildesmall,f6fe 2wnarmenian,54f 1linebelow,1e6e 1monospace,ff34 1oarmenian,539 2nefive,1bc ' +
  '4six,184 4two,1a7 1retroflexhook,1ae 1secyrillic,426 2hecyrillic,40b 2mall,f774 1welveroman,216b 2oroman,2161 0U,55 1acute,da 6small,f7fa 1breve,16c 1caron,1d3 2ircle,24ca 5umflex,db bbelow,1e76 ' +
  'bsmall,f7fb 2yrillic,423 1dblacute,170 4grave,214 2ieresis,dc 9acute,1d7 9below,1e72 9caron,1d9 ayrillic,4f0 9grave,1db 9macron,1d5 9small,f7fc 2otbelow,1ee4 1grave,d9 6small,f7f9 1hookabove,1ee6 ' +
  '3rn,1af 5acute,1ee8 5dotbelow,1ef0 5grave,1eea 5hookabove,1eec 5tilde,1eee 2ungarumlaut,170 dcyrillic,4f2 1invertedbreve,216 1kcyrillic,478 1macron,16a 7cyrillic,4ee 7dieresis,1e7a 2onospace,ff35 ' +
  '1ogonek,172 1psilon,3a5 71,3d2 7acutehooksymbolgreek,3d3 8frican,1b1 7dieresis,3ab fhooksymbolgreek,3d4 7hooksymbol,3d2 7tonos,38e 1ring,16e 1shortcyrillic,40e 2mall,f775 2traightcyrillic,4ae ' +
  '9strokecyrillic,4b0 1tilde,168 6acute,1e78 6below,1e74 0V,56 1circle,24cb 1dotbelow,1e7e 1ecyrillic,412 2warmenian,54e 1hook,1b2 1monospace,ff36 1oarmenian,548 1small,f776 1tilde,1e7c 0W,57 ' +
  '1acute,1e82 1circle,24cc 5umflex,174 1dieresis,1e84 2otaccent,1e86 4below,1e88 1grave,1e80 1monospace,ff37 1small,f777 0X,58 1circle,24cd 1dieresis,1e8c 2otaccent,1e8a 1eharmenian,53d 1i,39e ' +
  '1monospace,ff38 1small,f778 0Y,59 1acute,dd 6small,f7fd 2tcyrillic,462 1circle,24ce 5umflex,176 1dieresis,178 9small,f7ff 2otaccent,1e8e 4below,1ef4 1ericyrillic,42b 3udieresiscyrillic,4f8 1grave,1ef2 ' +
  '1hook,1b3 5above,1ef6 1iarmenian,545 2cyrillic,407 2wnarmenian,552 1monospace,ff39 1small,f779 1tilde,1ef8 1usbigcyrillic,46a 6iotifiedcyrillic,46c 3littlecyrillic,466 9iotifiedcyrillic,468 0Z,5a ' +
  '1aarmenian,536 2cute,179 1caron,17d 6small,f6ff 2ircle,24cf 5umflex,1e90 1dot,17b 4accent,17b 4below,1e92 1ecyrillic,417 2descendercyrillic,498 3ieresiscyrillic,4de 2ta,396 1hearmenian,53a ' +
  '3brevecyrillic,4c1 3cyrillic,416 3descendercyrillic,496 4ieresiscyrillic,4dc 1linebelow,1e94 1monospace,ff3a 1small,f77a 2troke,1b5 0a,61 1abengali,986 2cute,e1 2deva,906 2gujarati,a86 4rmukhi,a06 ' +
  '2matragurmukhi,a3e 2rusquare,3303 2vowelsignbengali,9be bdeva,93e bgujarati,abe 1bbreviationmarkarmenian,55f csigndeva,970 2engali,985 2opomofo,311a 2reve,103 6acute,1eaf 6cyrillic,4d1 6dotbelow,1eb7 ' +
  '6grave,1eb1 6hookabove,1eb3 6tilde,1eb5 1caron,1ce 2ircle,24d0 5umflex,e2 bacute,1ea5 bdotbelow,1ead bgrave,1ea7 bhookabove,1ea9 btilde,1eab 2ute,b4 5belowcmb,317 5cmb,301 6omb,301 5deva,954 ' +
  '5lowmod,2cf 5tonecmb,341 2yrillic,430 1dblgrave,201 2dakgurmukhi,a71 2eva,905 2ieresis,e4 9cyrillic,4d3 9macron,1df 2otbelow,1ea1 4macron,1e1 1e,e6 2acute,1fd 2korean,3150 2macron,1e3 1fii00208,2015 ' +
  '58941,20a4 410017,410 88,411 89,412 720,413 81,414 82,415 83,401 84,416 85,417 86,418 87,419 88,41a 89,41b 730,41c 81,41d 82,41e 83,41f 84,420 85,421 86,422 87,423 88,424 89,425 740,426 81,427 82,428 ' +
  '83,429 84,42a 85,42b 86,42c 87,42d 88,42e 89,42f 750,490 81,402 82,403 83,404 84,405 85,406 86,407 87,408 88,409 89,40a 760,40b 81,40c 82,40e 83,f6c4 84,f6c5 85,430 86,431 87,432 88,433 89,434 770,435 ' +
  '81,451 82,436 83,437 84,438 85,439 86,43a 87,43b 88,43c 89,43d 780,43e 81,43f 82,440 83,441 84,442 85,443 86,444 87,445 88,446 89,447 790,448 81,449 82,44a 83,44b 84,44c 85,44d 86,44e 87,44f 88,491 ' +
  '89,452 6100,453 81,454 82,455 83,456 84,457 85,458 86,459 87,45a 88,45b 89,45c 710,45e 745,40f 86,462 87,472 88,474 792,f6c6 83,45f 84,463 85,473 86,475 6831,f6c7 82,f6c8 746,4d9 4299,200e 4300,200f ' +
  '61,200d 457381,66a 88,60c 792,660 83,661 84,662 85,663 86,664 87,665 88,666 89,667 6400,668 81,669 83,61b 87,61f 89,621 710,622 81,623 82,624 83,625 84,626 85,627 86,628 87,629 88,62a 89,62b 720,62c ' +
  '81,62d 82,62e 83,62f 84,630 85,631 86,632 87,633 88,634 89,635 730,636 81,637 82,638 83,639 84,63a 740,640 81,641 82,642 83,643 84,644 85,645 86,646 88,648 89,649 750,64a 81,64b 82,64c 83,64d 84,64e ' +
  '85,64f 86,650 87,651 88,652 770,647 6505,6a4 86,67e 87,686 88,698 89,6af 711,679 82,688 83,691 84,6ba 89,6d2 734,6d5 6636,20aa 745,5be 758,5c3 764,5d0 85,5d1 86,5d2 87,5d3 88,5d4 89,5d5 770,5d6 81,5d7 ' +
  '82,5d8 83,5d9 84,5da 85,5db 86,5dc 87,5dd 88,5de 89,5df 780,5e0 81,5e1 82,5e2 83,5e3 84,5e4 85,5e5 86,5e6 87,5e7 88,5e8 89,5e9 790,5ea 84,fb2a 85,fb2b 6700,fb4b 85,fb1f 716,5f0 87,5f1 88,5f2 723,fb35 ' +
  '793,5b4 84,5b5 85,5b6 86,5bb 87,5b8 88,5b7 89,5b0 6800,5b2 81,5b1 82,5b3 83,5c2 84,5c1 86,5b9 87,5bc 739,5bd 741,5bf 82,5c0 6929,2bc 461248,2105 789,2113 6352,2116 6573,202c 84,202d 85,202e 6664,200c ' +
  '53167,66d 54937,2bd 1grave,e0 2ujarati,a85 3rmukhi,a05 1hiragana,3042 2ookabove,1ea3 1ibengali,990 3opomofo,311e 2deva,910 2ecyrillic,4d5 2gujarati,a90 4rmukhi,a10 2matragurmukhi,a48 2narabic,639 ' +
  '3finalarabic,feca 3initialarabic,fecb 3medialarabic,fecc 3vertedbreve,203 2vowelsignbengali,9c8 bdeva,948 bgujarati,ac8 1katakana,30a2 9halfwidth,ff71 2orean,314f 1lef,5d0 4arabic,627 ' +
  '4dageshhebrew,fb30 4finalarabic,fe8e 4hamzaabovearabic,623 efinalarabic,fe84 9belowarabic,625 efinalarabic,fe88 5ebrew,5d0 4lamedhebrew,fb4f 4maddaabovearabic,622 efinalarabic,fe82 6ksuraarabic,649 ' +
  'bfinalarabic,fef0 binitialarabic,fef3 bmedialarabic,fef4 4patahhebrew,fb2e 4qamatshebrew,fb2f 3ph,2135 2lequal,224c 2pha,3b1 5tonos,3ac 1macron,101 2onospace,ff41 2persand,26 9monospace,ff06 ' +
  '9small,f726 2square,33c2 1nbopomofo,3122 2gbopomofo,3124 3khankhuthai,e5a 3le,2220 5bracketleft,3008 gvertical,fe3f cright,3009 hvertical,fe40 5left,2329 5right,232a 3strom,212b 2oteleia,387 ' +
  '2udattadeva,952 3svarabengali,982 8deva,902 8gujarati,a82 1ogonek,105 1paatosquare,3300 3ren,249c 2ostrophearmenian,55a amod,2bc 2ple,f8ff 3roaches,2250 5xequal,2248 borimage,2252 6imatelyequal,2245 ' +
  '1raeaekorean,318e 5korean,318d 2c,2312 2ighthalfring,1e9a 3ng,e5 5acute,1fb 5below,1e01 2rowboth,2194 5dashdown,21e3 9left,21e0 9right,21e2 9up,21e1 6blboth,21d4 8down,21d3 8left,21d0 8right,21d2 ' +
  '8up,21d1 6own,2193 9left,2199 9right,2198 9white,21e9 5headdownmod,2c5 9leftmod,2c2 9rightmod,2c3 9upmod,2c4 6orizex,f8e7 5left,2190 9dbl,21d0 cstroke,21cd 9overright,21c6 9white,21e6 5right,2192 ' +
  'adblstroke,21cf aheavy,279e aoverleft,21c4 awhite,21e8 5tableft,21e4 8right,21e5 5up,2191 7dn,2195 9bse,21a8 8ownbase,21a8 7left,2196 bofdown,21c5 7right,2197 7white,21e7 5vertex,f8e6 1sciicircum,5e ' +
  'bmonospace,ff3e 5tilde,7e amonospace,ff5e 3ript,251 7turned,252 2mallhiragana,3041 6katakana,30a1 ehalfwidth,ff67 2terisk,2a 8altonearabic,66d 9rabic,66d 8math,2217 9onospace,ff0a 8small,fe61 7m,2042 ' +
  '2uperior,f6e9 2ymptoticallyequal,2243 1t,40 2ilde,e3 2monospace,ff20 2small,fe6b 2urned,250 1ubengali,994 3opomofo,3120 2deva,914 2gujarati,a94 4rmukhi,a14 2lengthmarkbengali,9d7 2matragurmukhi,a4c ' +
  '2vowelsignbengali,9cc bdeva,94c bgujarati,acc 1vagrahadeva,93d 1ybarmenian,561 2in,5e2 4altonehebrew,fb20 4hebrew,5e2 0b,62 1abengali,9ac 2ckslash,5c 9monospace,ff3c 2deva,92c 2gujarati,aac ' +
  '4rmukhi,a2c 2hiragana,3070 3tthai,e3f 2katakana,30d0 2r,7c 3monospace,ff5c 1bopomofo,3105 1circle,24d1 1dotaccent,1e03 4below,1e05 1eamedsixteenthnotes,266c 2cause,2235 3yrillic,431 2harabic,628 ' +
  '3finalarabic,fe90 3initialarabic,fe91 4ragana,3079 3medialarabic,fe92 5eminitialarabic,fc9f 8solatedarabic,fc08 3noonfinalarabic,fc6d 2katakana,30d9 2narmenian,562 2t,5d1 3a,3b2 4symbolgreek,3d0 ' +
  '3dagesh,fb31 9hebrew,fb31 3hebrew,5d1 3rafehebrew,fb4c 1habengali,9ad 3deva,92d 3gujarati,aad 5rmukhi,a2d 2ook,253 1ihiragana,3073 2katakana,30d3 2labialclick,298 2ndigurmukhi,a02 2rusquare,3331 ' +
  '1lackcircle,25cf 5diamond,25c6 6ownpointingtriangle,25bc 5leftpointingpointer,25c4 htriangle,25c0 7nticularbracketleft,3010 qvertical,fe3b mright,3011 rvertical,fe3c 6owerlefttriangle,25e3 ' +
  'arighttriangle,25e2 5rectangle,25ac 6ightpointingpointer,25ba itriangle,25b6 5smallsquare,25aa 7ilingface,263b 6quare,25a0 6tar,2605 5upperlefttriangle,25e4 arighttriangle,25e5 ' +
  '8ointingsmalltriangle,25b4 ftriangle,25b2 3nk,2423 2inebelow,1e07 2ock,2588 1monospace,ff42 1obaimaithai,e1a 2hiragana,307c 2katakana,30dc 1paren,249d 1qsquare,33c3 1raceex,f8f4 5left,7b 9bt,f8f3 ' +
  '9mid,f8f2 aonospace,ff5b 9small,fe5b 9tp,f8f1 9vertical,fe37 5right,7d abt,f8fe amid,f8fd bonospace,ff5d asmall,fe5c atp,f8fc avertical,fe38 4ketleft,5b bbt,f8f0 bex,f8ef bmonospace,ff3b btp,f8ee ' +
  '7right,5d cbt,f8fb cex,f8fa cmonospace,ff3d ctp,f8f9 2eve,2d8 5belowcmb,32e 5cmb,306 5invertedbelowcmb,32f dcmb,311 ddoublecmb,361 2idgebelowcmb,32a 6invertedbelowcmb,33a 2okenbar,a6 1stroke,180 ' +
  '2uperior,f6ea 1topbar,183 1uhiragana,3076 2katakana,30d6 2llet,2022 6inverse,25d8 6operator,2219 4seye,25ce 0c,63 1aarmenian,56e 2bengali,99a 2cute,107 2deva,91a 2gujarati,a9a 4rmukhi,a1a ' +
  '2lsquare,3388 2ndrabindubengali,981 bcmb,310 bdeva,901 bgujarati,a81 2pslock,21ea 2reof,2105 3on,2c7 5belowcmb,32c 5cmb,30c 3riagereturn,21b5 1bopomofo,3118 1caron,10d 2edilla,e7 8acute,1e09 ' +
  '2ircle,24d2 5umflex,109 2url,255 1dot,10b 4accent,10b 2square,33c5 1edilla,b8 7cmb,327 2nt,a2 4igrade,2103 5nferior,f6df 4monospace,ffe0 4oldstyle,f7a2 4superior,f6e0 1haarmenian,579 3bengali,99b ' +
  '3deva,91b 3gujarati,a9b 5rmukhi,a1b 2bopomofo,3114 2eabkhasiancyrillic,4bd 3ckmark,2713 4yrillic,447 3descenderabkhasiancyrillic,4bf ccyrillic,4b7 4ieresiscyrillic,4f5 3harmenian,573 ' +
  '3khakassiancyrillic,4cc 3verticalstrokecyrillic,4b9 2i,3c7 3euchacirclekorean,3277 8parenkorean,3217 7circlekorean,3269 7korean,314a 7parenkorean,3209 2ochangthai,e0a 7thai,e08 5ingthai,e09 ' +
  '5oethai,e0c 3ok,188 1ieucacirclekorean,3276 6parenkorean,3216 5circlekorean,3268 5korean,3148 5parenkorean,3208 5uparenkorean,321c 2rcle,25cb 6multiply,2297 6ot,2299 6plus,2295 7ostalmark,3036 ' +
  '6withlefthalfblack,25d0 arighthalfblack,25d1 4umflex,2c6 abelowcmb,32d acmb,302 1lear,2327 2ickalveolar,1c2 5dental,1c0 5lateral,1c1 5retroflex,1c3 2ub,2663 4suitblack,2663 8white,2667 ' +
  '1mcubedsquare,33a4 2onospace,ff43 2squaredsquare,33a0 1oarmenian,581 2lon,3a 5monetary,20a1 8ospace,ff1a 5sign,20a1 6mall,fe55 5triangularhalfmod,2d1 fmod,2d0 2mma,2c 5abovecmb,313 arightcmb,315 ' +
  '6ccent,f6c3 6rabic,60c 7menian,55d 5inferior,f6e1 5monospace,ff0c 5reversedabovecmb,314 dmod,2bd 5small,fe50 6uperior,f6e2 5turnedabovecmb,312 bmod,2bb 3pass,263c 2ngruent,2245 3tourintegral,222e ' +
  '4rol,2303 7ACK,6 7BEL,7 8S,8 7CAN,18 8R,d 7DC1,11 92,12 93,13 94,14 8EL,7f 8LE,10 7EM,19 8NQ,5 8OT,4 8SC,1b 8TB,17 9X,3 7FF,c 8S,1c 7GS,1d 7HT,9 7LF,a 7NAK,15 7RS,1e 7SI,f 8O,e 9T,2 8TX,1 8UB,1a ' +
  '8YN,16 7US,1f 7VT,b 2pyright,a9 9sans,f8e9 aerif,f6d9 2rnerbracketleft,300c hhalfwidth,ff62 hvertical,fe41 dright,300d ihalfwidth,ff63 ivertical,fe42 3porationsquare,337f 2square,33c7 ' +
  '2verkgsquare,33c6 1paren,249e 1ruzeiro,20a2 1stretched,297 1urlyand,22cf 5or,22ce 3rency,a4 1yrBreve,f6d1 3Flex,f6d2 3breve,f6d4 3flex,f6d5 0d,64 1aarmenian,564 2bengali,9a6 2darabic,636 3eva,926 ' +
  '3finalarabic,febe 3initialarabic,febf 3medialarabic,fec0 2gesh,5bc 6hebrew,5bc 3ger,2020 6dbl,2021 3ujarati,aa6 4rmukhi,a26 2hiragana,3060 2katakana,30c0 2larabic,62f 3et,5d3 5dagesh,fb33 bhebrew,fb33 ' +
  '5hatafpatah,5d3_5b2 fhebrew,5d3_5b2 asegol,5d3_5b1 fhebrew,5d3_5b1 6ebrew,5d3 6iriq,5d3_5b4 ahebrew,5d3_5b4 6olam,5d3_5b9 ahebrew,5d3_5b9 5patah,5d3_5b7 ahebrew,5d3_5b7 5qamats,5d3_5b8 bhebrew,5d3_5b8 ' +
  '6ubuts,5d3_5bb bhebrew,5d3_5bb 5segol,5d3_5b6 ahebrew,5d3_5b6 6heva,5d3_5b0 ahebrew,5d3_5b0 5tsere,5d3_5b5 ahebrew,5d3_5b5 3finalarabic,feaa 2mmaarabic,64f 5lowarabic,64f 5tanaltonearabic,64c ' +
  '9rabic,64c 2nda,964 2rgahebrew,5a7 5lefthebrew,5a7 2siapneumatacyrilliccmb,485 1blGrave,f6d3 3anglebracketleft,300a jvertical,fe3d fright,300b kvertical,fe3e 4rchinvertedbelowcmb,32b 5rowleft,21d4 ' +
  '8right,21d2 3danda,965 3grave,f6d6 8cmb,30f 3integral,222c 3lowline,2017 acmb,333 3overlinecmb,33f 3primemod,2ba 3verticalbar,2016 blineabovecmb,30e 2opomofo,3109 2square,33c8 1caron,10f 2edilla,1e11 ' +
  '2ircle,24d3 5umflexbelow,1e13 2roat,111 1dabengali,9a1 3deva,921 3gujarati,aa1 5rmukhi,a21 3larabic,688 4finalarabic,fb89 2dhadeva,95c 2habengali,9a2 4deva,922 4gujarati,aa2 6rmukhi,a22 2otaccent,1e0b ' +
  '4below,1e0d 1ecimalseparatorarabic,66b gpersian,66b 3yrillic,434 2gree,b0 2hihebrew,5ad 4ragana,3067 2icoptic,3ef 2katakana,30c7 2leteleft,232b 6right,2326 3ta,3b4 5turned,18d ' +
  '2nominatorminusonenumeratorbengali,9f8 2zh,2a4 1habengali,9a7 3deva,927 3gujarati,aa7 5rmukhi,a27 2ook,257 1ialytikatonos,385 ecmb,344 3mond,2666 7suitwhite,2662 2eresis,a8 8acute,f6d7 8belowcmb,324 ' +
  '8cmb,308 8grave,f6d8 8tonos,385 2hiragana,3062 2katakana,30c2 2ttomark,3003 2vide,f7 6s,2223 4sionslash,2215 1jecyrillic,452 1kshade,2593 1linebelow,1e0f 2square,3397 1macron,111 2onospace,ff44 ' +
  '1nblock,2584 1ochadathai,e0e 2dekthai,e14 2hiragana,3069 2katakana,30c9 2llar,24 6inferior,f6e3 6monospace,ff04 6oldstyle,f724 6small,fe69 7uperior,f6e4 2ng,20ab 2rusquare,3326 2taccent,2d9 9cmb,307 ' +
  '3belowcmb,323 9omb,323 3katakana,30fb 3lessi,131 7j,f6be 8strokehook,284 3math,22c5 3tedcircle,25cc 2ubleyodpatah,fb1f ehebrew,fb1f 2wntackbelowcmb,31e 8mod,2d5 1paren,249f 1superior,f6eb 1tail,256 ' +
  '2opbar,18c 1uhiragana,3065 2katakana,30c5 1z,1f3 2altone,2a3 2caron,1c6 3url,2a5 2eabkhasiancyrillic,4e1 3cyrillic,455 2hecyrillic,45f 0e,65 1acute,e9 2rth,2641 1bengali,98f 2opomofo,311c 2reve,115 ' +
  '1candradeva,90d 7gujarati,a8d 7vowelsigndeva,945 ggujarati,ac5 3ron,11b 2edillabreve,1e1d 2harmenian,565 3yiwnarmenian,587 2ircle,24d4 5umflex,ea bacute,1ebf bbelow,1e19 bdotbelow,1ec7 bgrave,1ec1 ' +
  'bhookabove,1ec3 btilde,1ec5 2yrillic,454 1dblgrave,205 2eva,90f 2ieresis,eb 2ot,117 4accent,117 4below,1eb9 1egurmukhi,a0f 2matragurmukhi,a47 1fcyrillic,444 1grave,e8 2ujarati,a8f 1harmenian,567 ' +
  '2bopomofo,311d 2iragana,3048 2ookabove,1ebb 1ibopomofo,311f 2ght,38 5arabic,668 5bengali,9ee 5circle,2467 binversesansserif,2791 5deva,96e 5eencircle,2471 8paren,2485 9eriod,2499 5gujarati,aee ' +
  '7rmukhi,a6e 5hackarabic,668 7ngzhou,3028 6notebeamed,266b 5ideographicparen,3227 6nferior,2088 5monospace,ff18 5oldstyle,f738 5paren,247b 6eriod,248f 8sian,6f8 5roman,2177 5superior,2078 5thai,e58 ' +
  '2nvertedbreve,207 2otifiedcyrillic,465 1katakana,30a8 9halfwidth,ff74 2onkargurmukhi,a74 3rean,3154 1lcyrillic,43b 2ement,2208 3vencircle,246a 6paren,247e 7eriod,2492 6roman,217a 2lipsis,2026 ' +
  '8vertical,22ee 1macron,113 7acute,1e17 7grave,1e15 2cyrillic,43c 2dash,2014 6vertical,fe31 2onospace,ff45 2phasismarkarmenian,55b 3tyset,2205 1nbopomofo,3123 2cyrillic,43d 2dash,2013 6vertical,fe32 ' +
  '3escendercyrillic,4a3 2g,14b 3bopomofo,3125 3hecyrillic,4a5 2hookcyrillic,4c8 2space,2002 1ogonek,119 2korean,3153 2pen,25b 5closed,29a 5reversed,25c dclosed,25e dhook,25d 1paren,24a0 2silon,3b5 ' +
  '7tonos,3ad 1qual,3d 5monospace,ff1d 5small,fe66 6uperior,207c 3ivalence,2261 1rbopomofo,3126 2cyrillic,440 2eversed,258 9cyrillic,44d 1scyrillic,441 2descendercyrillic,4ab 2h,283 3curl,286 ' +
  '3ortdeva,90e 6vowelsigndeva,946 3reversedloop,1aa 3squatreversed,285 2mallhiragana,3047 6katakana,30a7 ehalfwidth,ff6a 2timated,212e 2uperior,f6ec 1ta,3b7 3rmenian,568 3tonos,3ae 2h,f0 2ilde,1ebd ' +
  '6below,1e1b 2nahtafoukhhebrew,591 clefthebrew,591 7hebrew,591 7lefthebrew,591 2urned,1dd 1ukorean,3161 2ro,20ac 1vowelsignbengali,9c7 adeva,947 agujarati,ac7 1xclam,21 6armenian,55c 6dbl,203c 7own,a1 ' +
  'asmall,f7a1 6monospace,ff01 6small,f721 2istential,2203 1zh,292 3caron,1ef 4url,293 3reversed,1b9 3tail,1ba 0f,66 1adeva,95e 2gurmukhi,a5e 2hrenheit,2109 2thaarabic,64e 5lowarabic,64e 5tanarabic,64b ' +
  '1bopomofo,3108 1circle,24d5 1dotaccent,1e1f 1eharabic,641 5menian,586 3finalarabic,fed2 3initialarabic,fed3 3medialarabic,fed4 2icoptic,3e5 2male,2640 1f,fb00 2i,fb03 2l,fb04 1i,fb01 2fteencircle,246e ' +
  '7paren,2482 8eriod,2496 2guredash,2012 2lledbox,25a0 6rect,25ac 2nalkaf,5da 8dagesh,fb3a ehebrew,fb3a 8hebrew,5da 8qamats,5da_5b8 ehebrew,5da_5b8 8sheva,5da_5b0 dhebrew,5da_5b0 5mem,5dd 8hebrew,5dd ' +
  '5nun,5df 8hebrew,5df 5pe,5e3 7hebrew,5e3 5tsadi,5e5 ahebrew,5e5 2rsttonechinese,2c9 2sheye,25c9 2tacyrillic,473 2ve,35 4arabic,665 4bengali,9eb 4circle,2464 ainversesansserif,278e 4deva,96b ' +
  '4eighths,215d 4gujarati,aeb 6rmukhi,a6b 4hackarabic,665 6ngzhou,3025 4ideographicparen,3224 5nferior,2085 4monospace,ff15 4oldstyle,f735 4paren,2478 5eriod,248c 7sian,6f5 4roman,2174 4superior,2075 ' +
  '4thai,e55 1l,fb02 2orin,192 1monospace,ff46 2square,3399 1ofanthai,e1f 4thai,e1d 2ngmanthai,e4f 2rall,2200 2ur,34 4arabic,664 4bengali,9ea 4circle,2463 ainversesansserif,278d 4deva,96a 4gujarati,aea ' +
  '6rmukhi,a6a 4hackarabic,664 6ngzhou,3024 4ideographicparen,3223 5nferior,2084 4monospace,ff14 4numeratorbengali,9f7 4oldstyle,f734 4paren,2477 5eriod,248b 7sian,6f4 4roman,2173 4superior,2074 ' +
  '4teencircle,246d 8paren,2481 9eriod,2495 5hai,e54 6tonechinese,2cb 1paren,24a1 1raction,2044 3nc,20a3 0g,67 1abengali,997 2cute,1f5 2deva,917 2farabic,6af 3finalarabic,fb93 3initialarabic,fb94 ' +
  '3medialarabic,fb95 2gujarati,a97 4rmukhi,a17 2hiragana,304c 2katakana,30ac 2mma,3b3 5latinsmall,263 5superior,2e0 2ngiacoptic,3eb 1bopomofo,310d 2reve,11f 1caron,1e7 2edilla,123 2ircle,24d6 ' +
  '5umflex,11d 2ommaaccent,123 1dot,121 4accent,121 1ecyrillic,433 2hiragana,3052 2katakana,30b2 2ometricallyequal,2251 2reshaccenthebrew,59c 6hebrew,5f3 6muqdamhebrew,59d 3mandbls,df ' +
  '3shayimaccenthebrew,59e 9hebrew,5f4 2tamark,3013 1habengali,998 3darmenian,572 4eva,918 3gujarati,a98 5rmukhi,a18 3inarabic,63a 5finalarabic,fece 5initialarabic,fecf 5medialarabic,fed0 ' +
  '2emiddlehookcyrillic,495 3strokecyrillic,493 3upturncyrillic,491 2hadeva,95a 4gurmukhi,a5a 2ook,260 2zsquare,3393 1ihiragana,304e 2katakana,30ae 2marmenian,563 3el,5d2 5dagesh,fb32 bhebrew,fb32 ' +
  '5hebrew,5d2 1jecyrillic,453 1lottalinvertedstroke,1be 7stop,294 binverted,296 bmod,2c0 breversed,295 jmod,2c1 jsuperior,2e4 bstroke,2a1 hreversed,2a2 1macron,1e21 2onospace,ff47 1ohiragana,3054 ' +
  '2katakana,30b4 1paren,24a2 3square,33ac 1radient,2207 3ve,60 5belowcmb,316 5cmb,300 6omb,300 5deva,953 5lowmod,2ce 5monospace,ff40 5tonecmb,340 2eater,3e 7equal,2265 corless,22db 7monospace,ff1e ' +
  '7orequivalent,2273 9less,2277 8verequal,2267 7small,fe65 1script,261 2troke,1e5 1uhiragana,3050 2illemotleft,ab 9right,bb 4singlleft,2039 9right,203a 2katakana,30b0 2ramusquare,3318 1ysquare,33c9 ' +
  '0h,68 1aabkhasiancyrillic,4a9 3ltonearabic,6c1 2bengali,9b9 2descendercyrillic,4b3 4va,939 2gujarati,ab9 4rmukhi,a39 2harabic,62d 3finalarabic,fea2 3initialarabic,fea3 4ragana,306f 3medialarabic,fea4 ' +
  '2itusquare,332a 2katakana,30cf ahalfwidth,ff8a 2lantgurmukhi,a4d 2mzaarabic,621 5dammaarabic,621_64f atanarabic,621_64c 5fathaarabic,621_64e atanarabic,621_64b 5lowarabic,621 8kasraarabic,621_650 ' +
  'dtanarabic,621_64d 5sukunarabic,621_652 2ngulfiller,3164 2rdsigncyrillic,44a 3poonleftbarbup,21bc 7rightbarbup,21c0 2square,33ca 2tafpatah,5b2 a16,5b2 a23,5b2 bf,5b2 ahebrew,5b2 anarrowhebrew,5b2 ' +
  'aquarterhebrew,5b2 awidehebrew,5b2 5qamats,5b3 b1b,5b3 b28,5b3 b34,5b3 bhebrew,5b3 bnarrowhebrew,5b3 bquarterhebrew,5b3 bwidehebrew,5b3 5segol,5b1 a17,5b1 a24,5b1 a30,5b1 ahebrew,5b1 anarrowhebrew,5b1 ' +
  'aquarterhebrew,5b1 awidehebrew,5b1 1bar,127 2opomofo,310f 2revebelow,1e2b 1cedilla,1e29 2ircle,24d7 5umflex,125 1dieresis,1e27 2otaccent,1e23 4below,1e25 1e,5d4 2art,2665 5suitblack,2665 9white,2661 ' +
  '2dagesh,fb34 8hebrew,fb34 2haltonearabic,6c1 4rabic,647 3ebrew,5d4 3finalaltonearabic,fba7 btwoarabic,feea 9rabic,feea 3hamzaabovefinalarabic,fba5 disolatedarabic,fba4 3initialaltonearabic,fba8 ' +
  'brabic,feeb 4ragana,3078 3medialaltonearabic,fba9 arabic,feec 2iseierasquare,337b 2katakana,30d8 ahalfwidth,ff8d 3utaarusquare,3336 2nghook,267 2rutusquare,3339 2t,5d7 3hebrew,5d7 1hook,266 ' +
  '5superior,2b1 1ieuhacirclekorean,327b 6parenkorean,321b 5circlekorean,326d 5korean,314e 5parenkorean,320d 2hiragana,3072 2katakana,30d2 ahalfwidth,ff8b 2riq,5b4 514,5b4 521,5b4 6d,5b4 5hebrew,5b4 ' +
  '5narrowhebrew,5b4 5quarterhebrew,5b4 5widehebrew,5b4 1linebelow,1e96 1monospace,ff48 1oarmenian,570 2hipthai,e2b 4ragana,307b 2katakana,30db ahalfwidth,ff8e 2lam,5b9 519,5b9 526,5b9 532,5b9 ' +
  '5hebrew,5b9 5narrowhebrew,5b9 5quarterhebrew,5b9 5widehebrew,5b9 2nokhukthai,e2e 2okabovecomb,309 4cmb,309 4palatalizedbelowcmb,321 4retroflexbelowcmb,322 3nsquare,3342 2ricoptic,3e9 4zontalbar,2015 ' +
  '3ncmb,31b 2tsprings,2668 2use,2302 1paren,24a3 1superior,2b0 1turned,265 1uhiragana,3075 2iitosquare,3333 2katakana,30d5 ahalfwidth,ff8c 2ngarumlaut,2dd ccmb,30b 1v,195 1yphen,2d 6inferior,f6e5 ' +
  '6monospace,ff0d 6small,fe63 7uperior,f6e6 6two,2010 0i,69 1acute,ed 3yrillic,44f 1bengali,987 2opomofo,3127 2reve,12d 1caron,1d0 2ircle,24d8 5umflex,ee 2yrillic,456 1dblgrave,209 ' +
  '2eographearthcircle,328f 9firecircle,328b 9icallianceparen,323f bcallparen,323a centrecircle,32a5 close,3006 comma,3001 gleft,ff64 dngratulationparen,3237 drrectcircle,32a3 bearthparen,322f ' +
  'cnterpriseparen,323d cxcellentcircle,329d bfestivalparen,3240 cinancialcircle,3296 kparen,3236 dreparen,322b bhaveparen,3232 cighcircle,32a4 biterationmark,3005 blaborcircle,3298 gparen,3238 ' +
  'ceftcircle,32a7 cowcircle,32a6 bmedicinecircle,32a9 dtalparen,322e coonparen,322a bnameparen,3234 bperiod,3002 crintcircle,329e breachparen,3243 dpresentparen,3239 dsourceparen,323e cightcircle,32a8 ' +
  'bsecretcircle,3299 dlfparen,3242 cocietyparen,3233 cpace,3000 decialparen,3235 ctockparen,3231 dudyparen,323b cunparen,3230 dperviseparen,323c bwaterparen,322c coodparen,322d bzero,3007 ' +
  '9metalcircle,328e aooncircle,328a 9namecircle,3294 9suncircle,3290 9watercircle,328c aoodcircle,328d 3va,907 2ieresis,ef 9acute,1e2f 9cyrillic,4e5 2otbelow,1ecb 1ebrevecyrillic,4d7 2cyrillic,435 ' +
  '2ungacirclekorean,3275 6parenkorean,3215 5circlekorean,3267 5korean,3147 5parenkorean,3207 1grave,ec 2ujarati,a87 3rmukhi,a07 1hiragana,3044 2ookabove,1ec9 1ibengali,988 2cyrillic,438 2deva,908 ' +
  '2gujarati,a88 4rmukhi,a08 2matragurmukhi,a40 2nvertedbreve,20b 2shortcyrillic,439 2vowelsignbengali,9c0 bdeva,940 bgujarati,ac0 1j,133 1katakana,30a4 9halfwidth,ff72 2orean,3163 1lde,2dc 2uyhebrew,5ac ' +
  '1macron,12b 7cyrillic,4e3 3georapproximatelyequal,2253 3tragurmukhi,a3f 2onospace,ff49 1ncrement,2206 2finity,221e 2iarmenian,56b 2tegral,222b 8bottom,2321 9t,2321 8ex,f8f5 8top,2320 9p,2320 ' +
  '4rsection,2229 3isquare,3305 2vbullet,25d8 3circle,25d9 3smileface,263b 1ocyrillic,451 2gonek,12f 2ta,3b9 4dieresis,3ca ctonos,390 4latin,269 4tonos,3af 1paren,24a4 1rigurmukhi,a72 1smallhiragana,3043 ' +
  '6katakana,30a3 ehalfwidth,ff68 2sharbengali,9fa 2troke,268 2uperior,f6ed 1terationhiragana,309d 9katakana,30fd 2ilde,129 6below,1e2d 1ubopomofo,3129 2cyrillic,44e 1vowelsignbengali,9bf adeva,93f ' +
  'agujarati,abf 1zhitsacyrillic,475 7dblgravecyrillic,477 0j,6a 1aarmenian,571 2bengali,99c 2deva,91c 2gujarati,a9c 4rmukhi,a1c 1bopomofo,3110 1caron,1f0 2ircle,24d9 5umflex,135 2rossedtail,29d ' +
  '1dotlessstroke,25f 1ecyrillic,458 2emarabic,62c 4finalarabic,fe9e 4initialarabic,fe9f 4medialarabic,fea0 2harabic,698 3finalarabic,fb8b 1habengali,99d 3deva,91d 3gujarati,a9d 5rmukhi,a1d ' +
  '2eharmenian,57b 1is,3004 1monospace,ff4a 1paren,24a5 1superior,2b2 0k,6b 1abashkircyrillic,4a1 3engali,995 2cute,1e31 3yrillic,43a 2descendercyrillic,49b 4va,915 2f,5db 3arabic,643 3dagesh,fb3b ' +
  '9hebrew,fb3b 3finalarabic,feda 3hebrew,5db 3initialarabic,fedb 3medialarabic,fedc 3rafehebrew,fb4d 2gujarati,a95 4rmukhi,a15 2hiragana,304b 3ookcyrillic,4c4 2katakana,30ab ahalfwidth,ff76 2ppa,3ba ' +
  '5symbolgreek,3f0 3yeounmieumkorean,3171 8phieuphkorean,3184 9ieupkorean,3178 8ssangpieupkorean,3179 2roriisquare,330d 2shidaautoarabic,640 bnosidebearingarabic,640 3mallkatakana,30f5 3quare,3384 ' +
  '3raarabic,650 5tanarabic,64d 3trokecyrillic,49f 2tahiraprolongmarkhalfwidth,ff70 2verticalstrokecyrillic,49d 1bopomofo,310e 1calsquare,3389 3ron,1e9 2edilla,137 2ircle,24da 2ommaaccent,137 ' +
  '1dotbelow,1e33 1eharmenian,584 3iragana,3051 2katakana,30b1 ahalfwidth,ff79 2narmenian,56f 2smallkatakana,30f6 1greenlandic,138 1habengali,996 3cyrillic,445 3deva,916 3gujarati,a96 5rmukhi,a16 ' +
  '3harabic,62e 4finalarabic,fea6 4initialarabic,fea7 4medialarabic,fea8 2eicoptic,3e7 2hadeva,959 4gurmukhi,a59 2ieukhacirclekorean,3278 8parenkorean,3218 7circlekorean,326a 7korean,314b ' +
  '7parenkorean,320a 2okhaithai,e02 5onthai,e05 5uatthai,e03 5waithai,e04 3mutthai,e5b 3ok,199 3rakhangthai,e06 2zsquare,3391 1ihiragana,304d 2katakana,30ad ahalfwidth,ff77 2roguramusquare,3315 ' +
  '4meetorusquare,3316 4square,3314 2yeokacirclekorean,326e 7parenkorean,320e 6circlekorean,3260 6korean,3131 6parenkorean,3200 6sioskorean,3133 1jecyrillic,45c 1linebelow,1e35 2square,3398 ' +
  '1mcubedsquare,33a6 2onospace,ff4b 2squaredsquare,33a2 1ohiragana,3053 3msquare,33c0 2kaithai,e01 4takana,30b3 ahalfwidth,ff7a 2oposquare,331e 2ppacyrillic,481 2reanstandardsymbol,327f 3oniscmb,343 ' +
  '1paren,24a6 3square,33aa 1sicyrillic,46f 1tsquare,33cf 2urned,29e 1uhiragana,304f 2katakana,30af ahalfwidth,ff78 1vsquare,33b8 1wsquare,33be 0l,6c 1abengali,9b2 2cute,13a 2deva,932 2gujarati,ab2 ' +
  '4rmukhi,a32 2kkhangyaothai,e45 2maleffinalarabic,fefc 7hamzaabovefinalarabic,fef8 hisolatedarabic,fef7 cbelowfinalarabic,fefa hisolatedarabic,fef9 7isolatedarabic,fefb 7maddaabovefinalarabic,fef6 ' +
  'hisolatedarabic,fef5 4rabic,644 3bda,3bb 6stroke,19b 3ed,5dc 5dagesh,fb3c bhebrew,fb3c 5hebrew,5dc 6olam,5dc_5b9 adagesh,5dc_5b9_5bc ghebrew,5dc_5b9_5bc ahebrew,5dc_5b9 3finalarabic,fede ' +
  '3hahinitialarabic,fcca 3initialarabic,fedf 3jeeminitialarabic,fcc9 3khahinitialarabic,fccb 3lamhehisolatedarabic,fdf2 3medialarabic,fee0 5emhahinitialarabic,fd88 7initialarabic,fccc ' +
  '7jeeminitialarabic,fedf_fee4_fea0 7khahinitialarabic,fedf_fee4_fea8 2rgecircle,25ef 1bar,19a 2elt,26c 2opomofo,310c 1caron,13e 2edilla,13c 2ircle,24db 5umflexbelow,1e3d 2ommaaccent,13c 1dot,140 ' +
  '4accent,140 4below,1e37 9macron,1e39 1eftangleabovecmb,31a 4tackbelowcmb,318 2ss,3c 4equal,2264 9orgreater,22da 4monospace,ff1c 4orequivalent,2272 6greater,2276 5verequal,2266 4small,fe64 2zh,26e ' +
  '1fblock,258c 1hookretroflex,26d 1ira,20a4 2wnarmenian,56c 1j,1c9 2ecyrillic,459 1l,f6c0 2adeva,933 3gujarati,ab3 2inebelow,1e3b 2ladeva,934 2vocalicbengali,9e1 9deva,961 9vowelsignbengali,9e3 ' +
  'ideva,963 1middletilde,26b 2onospace,ff4c 2square,33d0 1ochulathai,e2c 2gicaland,2227 7not,ac areversed,2310 7or,2228 2lingthai,e25 2ngs,17f 2wlinecenterline,fe4e 8mb,332 7dashed,fe4d 2zenge,25ca ' +
  '1paren,24a7 1slash,142 2quare,2113 2uperior,f6ee 1tshade,2591 1uthai,e26 1vocalicbengali,98c 8deva,90c 8vowelsignbengali,9e2 hdeva,962 1xsquare,33d3 0m,6d 1abengali,9ae 2cron,af 6belowcmb,331 6cmb,304 ' +
  '6lowmod,2cd 6monospace,ffe3 3ute,1e3f 2deva,92e 2gujarati,aae 4rmukhi,a2e 2hapakhhebrew,5a4 8lefthebrew,5a4 3iragana,307e 2ichattawalowleftthai,f895 erightthai,f894 bthai,e4b bupperleftthai,f893 ' +
  '3eklowleftthai,f88c 8rightthai,f88b 5thai,e48 5upperleftthai,f88a 3hanakatleftthai,f884 athai,e31 3taikhuleftthai,f889 9thai,e47 4holowleftthai,f88f 9rightthai,f88e 6thai,e49 6upperleftthai,f88d ' +
  '4rilowleftthai,f892 9rightthai,f891 6thai,e4a 6upperleftthai,f890 3yamokthai,e46 2katakana,30de ahalfwidth,ff8f 2le,2642 2nsyonsquare,3347 2qafhebrew,5be 2rs,2642 2soracirclehebrew,5af 3quare,3383 ' +
  '1bopomofo,3107 2square,33d4 1circle,24dc 2ubedsquare,33a5 1dotaccent,1e41 4below,1e43 1eemarabic,645 4finalarabic,fee2 4initialarabic,fee3 4medialarabic,fee4 6eminitialarabic,fcd1 9solatedarabic,fc48 ' +
  '3torusquare,334d 2hiragana,3081 2izierasquare,337e 2katakana,30e1 ahalfwidth,ff92 2m,5de 3dagesh,fb3e 9hebrew,fb3e 3hebrew,5de 2narmenian,574 2rkhahebrew,5a5 6kefulahebrew,5a6 clefthebrew,5a6 ' +
  '6lefthebrew,5a5 1hook,271 2zsquare,3392 1iddledotkatakanahalfwidth,ff65 4ot,b7 2eumacirclekorean,3272 6parenkorean,3212 5circlekorean,3264 5korean,3141 5pansioskorean,3170 7renkorean,3204 ' +
  '6ieupkorean,316e 5sioskorean,316f 2hiragana,307f 2katakana,30df ahalfwidth,ff90 2nus,2212 5belowcmb,320 5circle,2296 5mod,2d7 5plus,2213 4te,2032 2ribaarusquare,334a 4square,3349 1longlegturned,270 ' +
  '2square,3396 1mcubedsquare,33a3 2onospace,ff4d 2squaredsquare,339f 1ohiragana,3082 3msquare,33c1 2katakana,30e2 ahalfwidth,ff93 2lsquare,33d6 2mathai,e21 2verssquare,33a7 cdsquare,33a8 1paren,24a8 ' +
  '3square,33ab 1ssquare,33b3 2uperior,f6ef 1turned,26f 1u,b5 21,b5 2asquare,3382 2chgreater,226b 4less,226a 2fsquare,338c 2greek,3bc 3square,338d 2hiragana,3080 2katakana,30e0 ahalfwidth,ff91 ' +
  '2lsquare,3395 3tiply,d7 2msquare,339b 2nahhebrew,5a3 5lefthebrew,5a3 2sicalnote,266a bdbl,266b 5flatsign,266d 5sharpsign,266f 3square,33b2 2vsquare,33b6 2wsquare,33bc 1vmegasquare,33b9 2square,33b7 ' +
  '1wmegasquare,33bf 2square,33bd 0n,6e 1abengali,9a8 3la,2207 2cute,144 2deva,928 2gujarati,aa8 4rmukhi,a28 2hiragana,306a 2katakana,30ca ahalfwidth,ff85 2postrophe,149 2square,3381 1bopomofo,310b ' +
  '2space,a0 1caron,148 2edilla,146 2ircle,24dd 5umflexbelow,1e4b 2ommaaccent,146 1dotaccent,1e45 4below,1e47 1ehiragana,306d 2katakana,30cd ahalfwidth,ff88 2wsheqelsign,20aa 1fsquare,338b 1gabengali,999 ' +
  '3deva,919 3gujarati,a99 5rmukhi,a19 2onguthai,e07 1hiragana,3093 2ookleft,272 5retroflex,273 1ieunacirclekorean,326f 6parenkorean,320f 5cieuckorean,3135 7rclekorean,3261 5hieuhkorean,3136 5korean,3134 ' +
  '5pansioskorean,3168 7renkorean,3201 5sioskorean,3167 5tikeutkorean,3166 2hiragana,306b 2katakana,30cb ahalfwidth,ff86 3hahitleftthai,f899 8thai,e4d 2ne,39 4arabic,669 4bengali,9ef 4circle,2468 ' +
  'ainversesansserif,2792 4deva,96f 4gujarati,aef 6rmukhi,a6f 4hackarabic,669 6ngzhou,3029 4ideographicparen,3228 5nferior,2089 4monospace,ff19 4oldstyle,f739 4paren,247c 5eriod,2490 7sian,6f9 ' +
  '4roman,2178 4superior,2079 4teencircle,2472 8paren,2486 9eriod,249a 5hai,e59 1j,1cc 2ecyrillic,45a 1katakana,30f3 9halfwidth,ff9d 1legrightlong,19e 2inebelow,1e49 1monospace,ff4e 2square,339a ' +
  '1nabengali,9a3 3deva,923 3gujarati,aa3 5rmukhi,a23 2nadeva,929 1ohiragana,306e 2katakana,30ce ahalfwidth,ff89 2nbreakingspace,a0 3enthai,e13 3uthai,e19 2onarabic,646 4finalarabic,fee6 ' +
  '4ghunnaarabic,6ba afinalarabic,fb9f 4hehinitialarabic,fee7_feec 4initialarabic,fee7 4jeeminitialarabic,fcd2 9solatedarabic,fc4b 4medialarabic,fee8 6eminitialarabic,fcd5 9solatedarabic,fc4e ' +
  '4noonfinalarabic,fc8d 2tcontains,220c 3element,2209 aof,2209 4qual,2260 3greater,226f anorequal,2271 dless,2279 3identical,2262 3less,226e 7norequal,2270 3parallel,2226 4recedes,2280 3subset,2284 ' +
  '5cceeds,2281 5perset,2285 2warmenian,576 1paren,24a9 1ssquare,33b1 2uperior,207f 1tilde,f1 1u,3bd 2hiragana,306c 2katakana,30cc ahalfwidth,ff87 3tabengali,9bc 5deva,93c 5gujarati,abc 7rmukhi,a3c ' +
  '2mbersign,23 amonospace,ff03 asmall,fe5f 3eralsigngreek,374 blowergreek,375 5o,2116 2n,5e0 3dagesh,fb40 9hebrew,fb40 3hebrew,5e0 1vsquare,33b5 1wsquare,33bb 1yabengali,99e 3deva,91e 3gujarati,a9e ' +
  '5rmukhi,a1e 0o,6f 1acute,f3 2ngthai,e2d 1barred,275 7cyrillic,4e9 7dieresiscyrillic,4eb 2engali,993 2opomofo,311b 2reve,14f 1candradeva,911 7gujarati,a91 7vowelsigndeva,949 ggujarati,ac9 3ron,1d2 ' +
  '2ircle,24de 5umflex,f4 bacute,1ed1 bdotbelow,1ed9 bgrave,1ed3 bhookabove,1ed5 btilde,1ed7 2yrillic,43e 1dblacute,151 4grave,20d 2eva,913 2ieresis,f6 9cyrillic,4e7 2otbelow,1ecd 1e,153 2korean,315a ' +
  '1gonek,2db 6cmb,328 2rave,f2 2ujarati,a93 1harmenian,585 2iragana,304a 2ookabove,1ecf 3rn,1a1 5acute,1edb 5dotbelow,1ee3 5grave,1edd 5hookabove,1edf 5tilde,1ee1 2ungarumlaut,151 1i,1a3 ' +
  '2nvertedbreve,20f 1katakana,30aa 9halfwidth,ff75 2orean,3157 1lehebrew,5ab 1macron,14d 7acute,1e53 7grave,1e51 2deva,950 2ega,3c9 51,3d6 5cyrillic,461 5latinclosed,277 5roundcyrillic,47b ' +
  '5titlocyrillic,47d 6onos,3ce 2gujarati,ad0 2icron,3bf 7tonos,3cc 2onospace,ff4f 1ne,31 3arabic,661 3bengali,9e7 3circle,2460 9inversesansserif,278a 3deva,967 4otenleader,2024 3eighth,215b 3fitted,f6dc ' +
  '3gujarati,ae7 5rmukhi,a67 3hackarabic,661 5lf,bd 5ngzhou,3021 3ideographicparen,3220 4nferior,2081 3monospace,ff11 3numeratorbengali,9f4 3oldstyle,f731 3paren,2474 4eriod,2488 6sian,6f1 3quarter,bc ' +
  '3roman,2170 3superior,b9 3thai,e51 5ird,2153 1ogonek,1eb 7macron,1ed 3urmukhi,a13 2matragurmukhi,a4b 2pen,254 1paren,24aa 2enbullet,25e6 2tion,2325 1rdfeminine,aa 3masculine,ba 2thogonal,221f ' +
  '1shortdeva,912 6vowelsigndeva,94a 2lash,f8 6acute,1ff 2mallhiragana,3049 6katakana,30a9 ehalfwidth,ff6b 2trokeacute,1ff 2uperior,f6f0 1tcyrillic,47f 2ilde,f5 6acute,1e4d 6dieresis,1e4f 1ubopomofo,3121 ' +
  '1verline,203e 8centerline,fe4a 9mb,305 8dashed,fe49 9blwavy,fe4c 8wavy,fe4b 4score,af 2owelsignbengali,9cb adeva,94b agujarati,acb 0p,70 1aampssquare,3380 3sentosquare,332b 2bengali,9aa 2cute,1e55 ' +
  '2deva,92a 2gedown,21df 4up,21de 3ujarati,aaa 4rmukhi,a2a 2hiragana,3071 2iyannoithai,e2f 2katakana,30d1 2latalizationcyrilliccmb,484 3ochkacyrillic,4c0 2nsioskorean,317f 2ragraph,b6 4llel,2225 ' +
  '3enleft,28 9altonearabic,fd3e 9bt,f8ed 9ex,f8ec 9inferior,208d 9monospace,ff08 9small,fe59 auperior,207d 9tp,f8eb 9vertical,fe35 5right,29 aaltonearabic,fd3f abt,f8f8 aex,f8f7 ainferior,208e ' +
  'amonospace,ff09 asmall,fe5a buperior,207e atp,f8f6 avertical,fe36 3tialdiff,2202 2seqhebrew,5c0 3htahebrew,599 3quare,33a9 2tah,5b7 511,5b7 6d,5b7 52a,5b7 5hebrew,5b7 5narrowhebrew,5b7 ' +
  '5quarterhebrew,5b7 5widehebrew,5b7 2zerhebrew,5a1 1bopomofo,3106 1circle,24df 1dotaccent,1e57 1e,5e4 2cyrillic,43f 2dagesh,fb44 8hebrew,fb44 2ezisquare,333b 2finaldageshhebrew,fb43 2harabic,67e ' +
  '5menian,57a 3ebrew,5e4 3finalarabic,fb57 3initialarabic,fb58 4ragana,307a 3medialarabic,fb59 2katakana,30da 2middlehookcyrillic,4a7 2rafehebrew,fb4e 3cent,25 7arabic,66a 7monospace,ff05 7small,fe6a ' +
  '3iod,2e 6armenian,589 6centered,b7 6halfwidth,ff61 6inferior,f6e7 6monospace,ff0e 6small,fe52 7uperior,f6e8 4spomenigreekcmb,342 3pendicular,22a5 3thousand,2030 2seta,20a7 1fsquare,338a 1habengali,9ab ' +
  '3deva,92b 3gujarati,aab 5rmukhi,a2b 2i,3c6 31,3d5 3euphacirclekorean,327a 8parenkorean,321a 7circlekorean,326c 7korean,314d 7parenkorean,320c 3latin,278 3nthuthai,e3a 3symbolgreek,3d5 2ook,1a5 ' +
  '3phanthai,e1e 5ungthai,e1c 3samphaothai,e20 1i,3c0 2eupacirclekorean,3273 6parenkorean,3213 5cieuckorean,3176 7rclekorean,3265 5kiyeokkorean,3172 6orean,3142 5parenkorean,3205 5sioskiyeokkorean,3174 ' +
  'aorean,3144 9tikeutkorean,3175 5thieuthkorean,3177 6ikeutkorean,3173 2hiragana,3074 2katakana,30d4 2symbolgreek,3d6 2wrarmenian,583 1lus,2b 4belowcmb,31f 4circle,2295 4minus,b1 5od,2d6 6nospace,ff0b ' +
  '4small,fe62 5uperior,207a 1monospace,ff50 2square,33d8 1ohiragana,307d 2intingindexdownwhite,261f dleftwhite,261c drightwhite,261e dupwhite,261d 2katakana,30dd 2plathai,e1b 2stalmark,3012 aface,3020 ' +
  '1paren,24ab 1recedes,227a 3scription,211e 2imemod,2b9 5reversed,2035 2oduct,220f 3jective,2305 3longedkana,30fc 3pellor,2318 5rsubset,2282 8perset,2283 4ortion,2237 aal,221d 1si,3c8 3cyrillic,471 ' +
  '3lipneumatacyrilliccmb,486 2square,33b0 1uhiragana,3077 2katakana,30d7 1vsquare,33b4 1wsquare,33ba 0q,71 1adeva,958 3mahebrew,5a8 2farabic,642 3finalarabic,fed6 3initialarabic,fed7 3medialarabic,fed8 ' +
  '2mats,5b8 610,5b8 7a,5b8 7c,5b8 627,5b8 79,5b8 633,5b8 6de,5b8 6hebrew,5b8 6narrowhebrew,5b8 6qatanhebrew,5b8 bnarrowhebrew,5b8 bquarterhebrew,5b8 bwidehebrew,5b8 7uarterhebrew,5b8 6widehebrew,5b8 ' +
  '2rneyparahebrew,59f 1bopomofo,3111 1circle,24e0 1hook,2a0 1monospace,ff51 1of,5e7 3dagesh,fb47 9hebrew,fb47 3hatafpatah,5e7_5b2 dhebrew,5e7_5b2 8segol,5e7_5b1 dhebrew,5e7_5b1 4ebrew,5e7 4iriq,5e7_5b4 ' +
  '8hebrew,5e7_5b4 4olam,5e7_5b9 8hebrew,5e7_5b9 3patah,5e7_5b7 8hebrew,5e7_5b7 3qamats,5e7_5b8 9hebrew,5e7_5b8 4ubuts,5e7_5bb 9hebrew,5e7_5bb 3segol,5e7_5b6 8hebrew,5e7_5b6 4heva,5e7_5b0 8hebrew,5e7_5b0 ' +
  '3tsere,5e7_5b5 8hebrew,5e7_5b5 1paren,24ac 1uarternote,2669 2buts,5bb 618,5bb 625,5bb 631,5bb 6hebrew,5bb 6narrowhebrew,5bb 6quarterhebrew,5bb 6widehebrew,5bb 2estion,3f 8arabic,61f amenian,55e ' +
  '8down,bf csmall,f7bf 8greek,37e 8monospace,ff1f 8small,f73f 2otedbl,22 8base,201e 8left,201c 8monospace,ff02 8prime,301e dreversed,301d 8right,201d 5left,2018 9reversed,201b 5reversed,201b 6ight,2019 ' +
  'an,149 5singlbase,201a ae,27 bmonospace,ff07 0r,72 1aarmenian,57c 2bengali,9b0 2cute,155 2deva,930 3ical,221a 7ex,f8e5 3overssquare,33ae edsquare,33af 3square,33ad 2fe,5bf 4hebrew,5bf 2gujarati,ab0 ' +
  '4rmukhi,a30 2hiragana,3089 2katakana,30e9 ahalfwidth,ff97 2lowerdiagonalbengali,9f1 2middlediagonalbengali,9f0 3shorn,264 2tio,2236 1bopomofo,3116 1caron,159 2edilla,157 2ircle,24e1 2ommaaccent,157 ' +
  '1dblgrave,211 2otaccent,1e59 4below,1e5b 9macron,1e5d 1eferencemark,203b 3lexsubset,2286 8perset,2287 2gistered,ae 8sans,f8e8 9erif,f6da 2harabic,631 5menian,580 3finalarabic,feae 3iragana,308c ' +
  '3yehaleflamarabic,631_fef3_fe8e_644 2katakana,30ec ahalfwidth,ff9a 2sh,5e8 4dageshhebrew,fb48 4hatafpatah,5e8_5b2 ehebrew,5e8_5b2 9segol,5e8_5b1 ehebrew,5e8_5b1 5ebrew,5e8 5iriq,5e8_5b4 ' +
  '9hebrew,5e8_5b4 5olam,5e8_5b9 9hebrew,5e8_5b9 4patah,5e8_5b7 9hebrew,5e8_5b7 4qamats,5e8_5b8 ahebrew,5e8_5b8 5ubuts,5e8_5bb ahebrew,5e8_5bb 4segol,5e8_5b6 9hebrew,5e8_5b6 5heva,5e8_5b0 9hebrew,5e8_5b0 ' +
  '4tsere,5e8_5b5 9hebrew,5e8_5b5 2versedtilde,223d 3iahebrew,597 5mugrashhebrew,597 3logicalnot,2310 1fishhook,27e 9reversed,27f 1habengali,9dd 3deva,95d 2o,3c1 3ok,27d 5turned,27b bsuperior,2b5 ' +
  '3symbolgreek,3f1 3tichookmod,2de 1ieulacirclekorean,3271 6parenkorean,3211 5circlekorean,3263 5hieuhkorean,3140 5kiyeokkorean,313a bsioskorean,3169 6orean,3139 5mieumkorean,313b 5pansioskorean,316c ' +
  '7renkorean,3203 6hieuphkorean,313f 6ieupkorean,313c asioskorean,316b 5sioskorean,313d 5thieuthkorean,313e 6ikeutkorean,316a 5yeorinhieuhkorean,316d 2ghtangle,221f 5tackbelowcmb,319 6riangle,22bf ' +
  '2hiragana,308a 2katakana,30ea ahalfwidth,ff98 2ng,2da 4belowcmb,325 4cmb,30a 4halfleft,2bf carmenian,559 cbelowcmb,31c ccentered,2d3 8right,2be dbelowcmb,339 dcentered,2d2 3vertedbreve,213 ' +
  '2ttorusquare,3351 1linebelow,1e5f 2ongleg,27c 8turned,27a 1monospace,ff52 1ohiragana,308d 2katakana,30ed ahalfwidth,ff9b 2ruathai,e23 1paren,24ad 1rabengali,9dc 3deva,931 3gurmukhi,a5c 2eharabic,691 ' +
  '4finalarabic,fb8d 2vocalicbengali,9e0 9deva,960 9gujarati,ae0 9vowelsignbengali,9c4 ideva,944 igujarati,ac4 1superior,f6f1 1tblock,2590 2urned,279 7superior,2b4 1uhiragana,308b 2katakana,30eb ' +
  'ahalfwidth,ff99 2peemarkbengali,9f2 5signbengali,9f3 3iah,f6dd 2thai,e24 1vocalicbengali,98b 8deva,90b 8gujarati,a8b 8vowelsignbengali,9c3 hdeva,943 hgujarati,ac3 0s,73 1abengali,9b8 2cute,15b ' +
  '6dotaccent,1e65 2darabic,635 3eva,938 3finalarabic,feba 3initialarabic,febb 3medialarabic,febc 2gujarati,ab8 4rmukhi,a38 2hiragana,3055 2katakana,30b5 ahalfwidth,ff7b ' +
  '2llallahoualayhewasallamarabic,fdfa 2mekh,5e1 6dagesh,fb41 chebrew,fb41 6hebrew,5e1 2raaathai,e32 5ethai,e41 5imaimalaithai,e44 auanthai,e43 5mthai,e33 5thai,e30 4ethai,e40 4iileftthai,f886 6thai,e35 ' +
  '5leftthai,f885 5thai,e34 4othai,e42 4ueeleftthai,f888 7thai,e37 6leftthai,f887 6thai,e36 5thai,e38 5uthai,e39 1bopomofo,3119 1caron,161 6dotaccent,1e67 2edilla,15f 2hwa,259 5cyrillic,4d9 ' +
  '5dieresiscyrillic,4db 5hook,25a 2ircle,24e2 5umflex,15d 2ommaaccent,219 1dotaccent,1e61 4below,1e63 9dotaccent,1e69 1eagullbelowcmb,33c 2cond,2033 6tonechinese,2ca 3tion,a7 2enarabic,633 ' +
  '4finalarabic,feb2 4initialarabic,feb3 4medialarabic,feb4 2gol,5b6 513,5b6 6f,5b6 52c,5b6 5hebrew,5b6 5narrowhebrew,5b6 5quarterhebrew,5b6 5tahebrew,592 5widehebrew,5b6 2harmenian,57d 3iragana,305b ' +
  '2katakana,30bb ahalfwidth,ff7e 2micolon,3b 9arabic,61b 9monospace,ff1b 9small,fe54 4voicedmarkkana,309c ihalfwidth,ff9f 2ntisquare,3322 4osquare,3323 2ven,37 5arabic,667 5bengali,9ed 5circle,2466 ' +
  'binversesansserif,2790 5deva,96d 5eighths,215e 5gujarati,aed 7rmukhi,a6d 5hackarabic,667 7ngzhou,3027 5ideographicparen,3226 6nferior,2087 5monospace,ff17 5oldstyle,f737 5paren,247a 6eriod,248e ' +
  '8sian,6f7 5roman,2176 5superior,2077 5teencircle,2470 9paren,2484 aeriod,2498 6hai,e57 1fthyphen,ad 1haarmenian,577 3bengali,9b6 3cyrillic,448 3ddaarabic,651 6dammaarabic,fc61 btanarabic,fc5e ' +
  '6fathaarabic,fc60 btanarabic,651_64b 6kasraarabic,fc62 btanarabic,fc5f 4e,2592 5dark,2593 5light,2591 5medium,2592 5va,936 3gujarati,ab6 5rmukhi,a36 3lshelethebrew,593 2bopomofo,3115 2chacyrillic,449 ' +
  '2eenarabic,634 5finalarabic,feb6 5initialarabic,feb7 5medialarabic,feb8 3icoptic,3e3 3qel,20aa 6hebrew,20aa 3va,5b0 5115,5b0 65,5b0 522,5b0 6e,5b0 5hebrew,5b0 5narrowhebrew,5b0 5quarterhebrew,5b0 ' +
  '5widehebrew,5b0 2hacyrillic,4bb 2imacoptic,3ed 3n,5e9 4dagesh,fb49 ahebrew,fb49 ashindot,fb2c hhebrew,fb2c bindot,fb2d ghebrew,fb2d 5othebrew,5c1 4hebrew,5e9 4shindot,fb2a bhebrew,fb2a 5indot,fb2b ' +
  'ahebrew,fb2b 2ook,282 1igma,3c3 51,3c2 5final,3c2 5lunatesymbolgreek,3f2 2hiragana,3057 2katakana,30b7 ahalfwidth,ff7c 2luqhebrew,5bd 5lefthebrew,5bd 2milar,223c 2ndothebrew,5c2 2osacirclekorean,3274 ' +
  '5parenkorean,3214 4cieuckorean,317e 6rclekorean,3266 4kiyeokkorean,317a 5orean,3145 4nieunkorean,317b 4parenkorean,3206 5ieupkorean,317d 4tikeutkorean,317c 2x,36 3arabic,666 3bengali,9ec 3circle,2465 ' +
  '9inversesansserif,278f 3deva,96c 3gujarati,aec 5rmukhi,a6c 3hackarabic,666 5ngzhou,3026 3ideographicparen,3225 4nferior,2086 3monospace,ff16 3oldstyle,f736 3paren,2479 4eriod,248d 6sian,6f6 ' +
  '3roman,2175 3superior,2076 3teencircle,246f 8urrencydenominatorbengali,9f9 7paren,2483 8eriod,2497 4hai,e56 1lash,2f 5monospace,ff0f 2ong,17f 5dotaccent,1e9b 1mileface,263a 2onospace,ff53 ' +
  '1ofpasuqhebrew,5c3 3thyphen,ad 4signcyrillic,44c 2hiragana,305d 2katakana,30bd ahalfwidth,ff7f 2liduslongoverlaycmb,338 7shortoverlaycmb,337 2rusithai,e29 2salathai,e28 3othai,e0b 3uathai,e2a 1pace,20 ' +
  '5hackarabic,20 3de,2660 5suitblack,2660 9white,2664 3ren,24ae 1quarebelowcmb,33b 6cc,33c4 7m,339d 6diagonalcrosshatchfill,25a9 6horizontalfill,25a4 6kg,338f 7m,339e 8capital,33ce 6ln,33d1 7og,33d2 ' +
  '6mg,338e 7il,33d5 7m,339c 7squared,33a1 6orthogonalcrosshatchfill,25a6 6upperlefttolowerrightfill,25a7 brighttolowerleftfill,25a8 6verticalfill,25a5 6whitewithsmallblack,25a3 1rsquare,33db ' +
  '1sabengali,9b7 3deva,937 3gujarati,ab7 3ngcieuckorean,3149 5hieuhkorean,3185 5ieungkorean,3180 5kiyeokkorean,3132 5nieunkorean,3165 5pieupkorean,3143 5sioskorean,3146 5tikeutkorean,3138 2uperior,f6f2 ' +
  '1terling,a3 8monospace,ffe1 2rokelongoverlaycmb,336 6shortoverlaycmb,335 1ubset,2282 6notequal,228a 6orequal,2286 2cceeds,227b 3hthat,220b 2hiragana,3059 2katakana,30b9 ahalfwidth,ff7d 3unarabic,652 ' +
  '2mmation,2211 2n,263c 2perset,2283 8notequal,228b 8orequal,2287 1vsquare,33dc 1youwaerasquare,337c 0t,74 1abengali,9a4 2ckdown,22a4 4left,22a3 2deva,924 2gujarati,aa4 4rmukhi,a24 2harabic,637 ' +
  '3finalarabic,fec2 3initialarabic,fec3 4ragana,305f 3medialarabic,fec4 2isyouerasquare,337d 2katakana,30bf ahalfwidth,ff80 2tweelarabic,640 2u,3c4 2v,5ea 3dages,fb4a 8h,fb4a 9hebrew,fb4a 3hebrew,5ea ' +
  '1bar,167 2opomofo,310a 1caron,165 2curl,2a8 2edilla,163 2heharabic,686 5finalarabic,fb7b 5initialarabic,fb7c 5medialarabic,fb7d 7eminitialarabic,fb7c_fee4 2ircle,24e3 5umflexbelow,1e71 2ommaaccent,163 ' +
  '1dieresis,1e97 2otaccent,1e6b 4below,1e6d 1ecyrillic,442 2descendercyrillic,4ad 2harabic,62a 3finalarabic,fe96 3hahinitialarabic,fca2 7solatedarabic,fc0c 3initialarabic,fe97 4ragana,3066 ' +
  '3jeeminitialarabic,fca1 8solatedarabic,fc0b 3marbutaarabic,629 afinalarabic,fe94 4edialarabic,fe98 5eminitialarabic,fca4 8solatedarabic,fc0e 3noonfinalarabic,fc73 2katakana,30c6 ahalfwidth,ff83 ' +
  '2lephone,2121 9black,260e 3ishagedolahebrew,5a0 7qetanahebrew,5a9 2ncircle,2469 3ideographicparen,3229 3paren,247d 4eriod,2491 3roman,2179 2sh,2a7 2t,5d8 3dagesh,fb38 9hebrew,fb38 3hebrew,5d8 ' +
  '3secyrillic,4b5 2virhebrew,59b 5lefthebrew,59b 1habengali,9a5 3deva,925 3gujarati,aa5 5rmukhi,a25 3larabic,630 4finalarabic,feac 3nthakhatlowleftthai,f898 erightthai,f897 bthai,e4c bupperleftthai,f896 ' +
  '2eharabic,62b 4finalarabic,fe9a 4initialarabic,fe9b 4medialarabic,fe9c 3reexists,2203 5fore,2234 3ta,3b8 51,3d1 5symbolgreek,3d1 2ieuthacirclekorean,3279 8parenkorean,3219 7circlekorean,326b ' +
  '7korean,314c 7parenkorean,320b 3rteencircle,246c 8paren,2480 9eriod,2494 2onangmonthothai,e11 3ok,1ad 3phuthaothai,e12 3rn,fe 3thahanthai,e17 6nthai,e10 5ongthai,e18 5ungthai,e16 3usandcyrillic,482 ' +
  '8sseparatorarabic,66c ipersian,66c 2ree,33 5arabic,663 5bengali,9e9 5circle,2462 binversesansserif,278c 5deva,969 5eighths,215c 5gujarati,ae9 7rmukhi,a69 5hackarabic,663 7ngzhou,3023 ' +
  '5ideographicparen,3222 6nferior,2083 5monospace,ff13 5numeratorbengali,9f6 5oldstyle,f733 5paren,2476 6eriod,248a 8sian,6f3 5quarters,be demdash,f6de 5roman,2172 5superior,b3 5thai,e53 2zsquare,3394 ' +
  '1ihiragana,3061 2katakana,30c1 ahalfwidth,ff81 3eutacirclekorean,3270 7parenkorean,3210 6circlekorean,3262 6korean,3137 6parenkorean,3202 2lde,2dc 5belowcmb,330 5cmb,303 6omb,303 5doublecmb,360 ' +
  '5operator,223c 6verlaycmb,334 5verticalcmb,33e 2mescircle,2297 2pehahebrew,596 6lefthebrew,596 3pigurmukhi,a70 2tlocyrilliccmb,483 2wnarmenian,57f 1linebelow,1e6f 1monospace,ff54 1oarmenian,569 ' +
  '2hiragana,3068 2katakana,30c8 ahalfwidth,ff84 2nebarextrahighmod,2e5 clowmod,2e9 7highmod,2e6 7lowmod,2e8 7midmod,2e7 4five,1bd 4six,185 4two,1a8 3os,384 3square,3327 2patakthai,e0f ' +
  '2rtoiseshellbracketleft,3014 osmall,fe5d overtical,fe39 kright,3015 psmall,fe5e pvertical,fe3a 2taothai,e15 1palatalhook,1ab 3ren,24af 1rademark,2122 9sans,f8ea aerif,f6db 2etroflexhook,288 ' +
  '2iagdn,25bc 5lf,25c4 5rt,25ba 5up,25b2 1s,2a6 2adi,5e6 5dagesh,fb46 bhebrew,fb46 5hebrew,5e6 2ecyrillic,446 3re,5b5 512,5b5 6e,5b5 52b,5b5 5hebrew,5b5 5narrowhebrew,5b5 5quarterhebrew,5b5 ' +
  '5widehebrew,5b5 2hecyrillic,45b 2uperior,f6f3 1tabengali,99f 3deva,91f 3gujarati,a9f 5rmukhi,a1f 2eharabic,679 4finalarabic,fb67 4initialarabic,fb68 4medialarabic,fb69 2habengali,9a0 4deva,920 ' +
  '4gujarati,aa0 6rmukhi,a20 2urned,287 1uhiragana,3064 2katakana,30c4 ahalfwidth,ff82 2smallhiragana,3063 7katakana,30c3 fhalfwidth,ff6f 1welvecircle,246b 6paren,247f 7eriod,2493 6roman,217b ' +
  '3ntycircle,2473 6hangzhou,5344 6paren,2487 7eriod,249b 2o,32 3arabic,662 3bengali,9e8 3circle,2461 9inversesansserif,278b 3deva,968 4otenleader,2025 6leader,2025 cvertical,fe30 3gujarati,ae8 ' +
  '5rmukhi,a68 3hackarabic,662 5ngzhou,3022 3ideographicparen,3221 4nferior,2082 3monospace,ff12 3numeratorbengali,9f5 3oldstyle,f732 3paren,2475 4eriod,2489 6sian,6f2 3roman,2171 3stroke,1bb 4uperior,b2 ' +
  '3thai,e52 5irds,2154 0u,75 1acute,fa 1bar,289 2engali,989 2opomofo,3128 2reve,16d 1caron,1d4 2ircle,24e4 5umflex,fb bbelow,1e77 2yrillic,443 1dattadeva,951 2blacute,171 4grave,215 2eva,909 2ieresis,fc ' +
  '9acute,1d8 9below,1e73 9caron,1da ayrillic,4f1 9grave,1dc 9macron,1d6 2otbelow,1ee5 1grave,f9 2ujarati,a89 3rmukhi,a09 1hiragana,3046 2ookabove,1ee7 3rn,1b0 5acute,1ee9 5dotbelow,1ef1 5grave,1eeb ' +
  '5hookabove,1eed 5tilde,1eef 2ungarumlaut,171 dcyrillic,4f3 1invertedbreve,217 1katakana,30a6 9halfwidth,ff73 2cyrillic,479 2orean,315c 1macron,16b 7cyrillic,4ef 7dieresis,1e7b 3tragurmukhi,a41 ' +
  '2onospace,ff55 1nderscore,5f adbl,2017 amonospace,ff3f avertical,fe33 awavy,fe4f 2ion,222a 3versal,2200 1ogonek,173 1paren,24b0 2block,2580 2perdothebrew,5c4 2silon,3c5 7dieresis,3cb ftonos,3b0 ' +
  '7latin,28a 7tonos,3cd 2tackbelowcmb,31d 6mod,2d4 1ragurmukhi,a73 2ing,16f 1shortcyrillic,45e 2mallhiragana,3045 6katakana,30a5 ehalfwidth,ff69 2traightcyrillic,4af 9strokecyrillic,4b1 1tilde,169 ' +
  '6acute,1e79 6below,1e75 1ubengali,98a 2deva,90a 2gujarati,a8a 4rmukhi,a0a 2matragurmukhi,a42 2vowelsignbengali,9c2 bdeva,942 bgujarati,ac2 1vowelsignbengali,9c1 adeva,941 agujarati,ac1 0v,76 ' +
  '1adeva,935 2gujarati,ab5 4rmukhi,a35 2katakana,30f7 2v,5d5 3dagesh,fb35 965,fb35 9hebrew,fb35 3hebrew,5d5 4olam,fb4b 8hebrew,fb4b 3vavhebrew,5f0 3yodhebrew,5f1 1circle,24e5 1dotbelow,1e7f ' +
  '1ecyrillic,432 2harabic,6a4 3finalarabic,fb6b 3initialarabic,fb6c 3medialarabic,fb6d 2katakana,30f9 2nus,2640 2rticalbar,7c 8lineabovecmb,30d cbelowcmb,329 clowmod,2cc cmod,2c8 2warmenian,57e ' +
  '1hook,28b 1ikatakana,30f8 2ramabengali,9cd 6deva,94d 6gujarati,acd 2sargabengali,983 7deva,903 7gujarati,a83 1monospace,ff56 1oarmenian,578 2icediterationhiragana,309e fkatakana,30fe 6markkana,309b ' +
  'ehalfwidth,ff9e 2katakana,30fa 1paren,24b1 1tilde,1e7d 2urned,28c 1uhiragana,3094 2katakana,30f4 0w,77 1acute,1e83 2ekorean,3159 2hiragana,308f 2katakana,30ef ahalfwidth,ff9c 3orean,3158 ' +
  '2smallhiragana,308e 7katakana,30ee 2ttosquare,3357 2vedash,301c 3yunderscorevertical,fe34 2warabic,648 3finalarabic,feee 3hamzaabovearabic,624 dfinalarabic,fe86 1bsquare,33dd 1circle,24e6 5umflex,175 ' +
  '1dieresis,1e85 2otaccent,1e87 4below,1e89 1ehiragana,3091 2ierstrass,2118 2katakana,30f1 3orean,315e 2okorean,315d 1grave,1e81 1hitebullet,25e6 5circle,25cb binverse,25d9 6ornerbracketleft,300e ' +
  'mvertical,fe43 iright,300f nvertical,fe44 5diamond,25c7 ccontainingblacksmalldiamond,25c8 6ownpointingsmalltriangle,25bf htriangle,25bd 5leftpointingsmalltriangle,25c3 htriangle,25c1 ' +
  '7nticularbracketleft,3016 mright,3017 5rightpointingsmalltriangle,25b9 itriangle,25b7 5smallsquare,25ab 7ilingface,263a 6quare,25a1 6tar,2606 5telephone,260f 6ortoiseshellbracketleft,3018 pright,3019 ' +
  '5uppointingsmalltriangle,25b5 ftriangle,25b3 1ihiragana,3090 2katakana,30f0 3orean,315f 1monospace,ff57 1ohiragana,3092 2katakana,30f2 ahalfwidth,ff66 2n,20a9 3monospace,ffe6 2waenthai,e27 1paren,24b2 ' +
  '1ring,1e98 1superior,2b7 1turned,28d 1ynn,1bf 0x,78 1abovecmb,33d 1bopomofo,3112 1circle,24e7 1dieresis,1e8d 2otaccent,1e8b 1eharmenian,56d 1i,3be 1monospace,ff58 1paren,24b3 1superior,2e3 0y,79 ' +
  '1aadosquare,334e 2bengali,9af 2cute,fd 2deva,92f 2ekorean,3152 2gujarati,aaf 4rmukhi,a2f 2hiragana,3084 2katakana,30e4 ahalfwidth,ff94 3orean,3151 2makkanthai,e4e 2smallhiragana,3083 7katakana,30e3 ' +
  'fhalfwidth,ff6c 2tcyrillic,463 1circle,24e8 5umflex,177 1dieresis,ff 2otaccent,1e8f 4below,1ef5 1eharabic,64a 3barreearabic,6d2 9finalarabic,fbaf 3finalarabic,fef2 3hamzaabovearabic,626 ' +
  'dfinalarabic,fe8a dinitialarabic,fe8b dmedialarabic,fe8c 3initialarabic,fef3 3medialarabic,fef4 5eminitialarabic,fcdd 8solatedarabic,fc58 3noonfinalarabic,fc94 3threedotsbelowarabic,6d1 2korean,3156 ' +
  '2n,a5 3monospace,ffe5 2okorean,3155 3rinhieuhkorean,3186 2rahbenyomohebrew,5aa clefthebrew,5aa 3icyrillic,44b 3udieresiscyrillic,4f9 2sieungkorean,3181 8pansioskorean,3183 8sioskorean,3182 ' +
  '2tivhebrew,59a 1grave,1ef3 1hook,1b4 5above,1ef7 1iarmenian,575 2cyrillic,457 2korean,3162 2nyang,262f 2wnarmenian,582 1monospace,ff59 1od,5d9 3dagesh,fb39 9hebrew,fb39 3hebrew,5d9 3yodhebrew,5f2 ' +
  '6patahhebrew,fb1f 2hiragana,3088 2ikorean,3189 2katakana,30e8 ahalfwidth,ff96 3orean,315b 2smallhiragana,3087 7katakana,30e7 fhalfwidth,ff6e 2tgreek,3f3 2yaekorean,3188 4korean,3187 5thai,e22 ' +
  '3ingthai,e0d 1paren,24b4 2ogegrammeni,37a dgreekcmb,345 1r,1a6 2ing,1e99 1superior,2b8 1tilde,1ef9 2urned,28e 1uhiragana,3086 2ikorean,318c 2katakana,30e6 ahalfwidth,ff95 3orean,3160 2sbigcyrillic,46b ' +
  '6iotifiedcyrillic,46d 3littlecyrillic,467 9iotifiedcyrillic,469 3mallhiragana,3085 7katakana,30e5 fhalfwidth,ff6d 2yekorean,318b 4okorean,318a 1yabengali,9df 3deva,95f 0z,7a 1aarmenian,566 2cute,17a ' +
  '2deva,95b 2gurmukhi,a5b 2harabic,638 3finalarabic,fec6 3initialarabic,fec7 4ragana,3056 3medialarabic,fec8 2inarabic,632 4finalarabic,feb0 2katakana,30b6 2qefgadolhebrew,595 5qatanhebrew,594 ' +
  '2rqahebrew,598 2yin,5d6 5dagesh,fb36 bhebrew,fb36 5hebrew,5d6 1bopomofo,3117 1caron,17e 2ircle,24e9 5umflex,1e91 2url,291 1dot,17c 4accent,17c 4below,1e93 1ecyrillic,437 2descendercyrillic,499 ' +
  '3ieresiscyrillic,4df 2hiragana,305c 2katakana,30bc 2ro,30 4arabic,660 4bengali,9e6 4deva,966 4gujarati,ae6 6rmukhi,a66 4hackarabic,660 4inferior,2080 4monospace,ff10 4oldstyle,f730 4persian,6f0 ' +
  '4superior,2070 4thai,e50 4widthjoiner,feff 9nonjoiner,200c 9space,200b 2ta,3b6 1hbopomofo,3113 2earmenian,56a 3brevecyrillic,4c2 3cyrillic,436 3descendercyrillic,497 4ieresiscyrillic,4dd ' +
  '1ihiragana,3058 2katakana,30b8 2norhebrew,5ae 1linebelow,1e95 1monospace,ff5a 1ohiragana,305e 2katakana,30be 1paren,24b5 1retroflexhook,290 1stroke,1b6 1uhiragana,305a 2katakana,30ba';

/** The glyphs of ZapfDingbats. */
export const zapfDingbatsList =
  '0a1,2701 20,2721 30,275e 31,2761 32,2762 33,2763 34,2764 35,2710 36,2765 37,2766 38,2767 39,2660 21,261b 30,2665 31,2666 32,2663 37,2709 38,2708 39,2707 22,261e 30,2460 31,2461 32,2462 33,2463 34,2464 ' +
  '35,2465 36,2466 37,2467 38,2468 39,2469 23,270c 30,2776 31,2777 32,2778 33,2779 34,277a 35,277b 36,277c 37,277d 38,277e 39,277f 24,270d 30,2780 31,2781 32,2782 33,2783 34,2784 35,2785 36,2786 37,2787 ' +
  '38,2788 39,2789 25,270e 30,278a 31,278b 32,278c 33,278d 34,278e 35,278f 36,2790 37,2791 38,2792 39,2793 26,270f 30,2794 31,2192 32,27a3 33,2194 34,2195 35,2799 36,279b 37,279c 38,279d 39,279e 27,2711 ' +
  '30,279f 31,27a0 32,27a1 33,27a2 34,27a4 35,27a5 36,27a6 37,27a7 38,27a8 39,27a9 28,2712 30,27ab 31,27ad 32,27af 33,27b2 34,27b3 35,27b5 36,27b8 37,27ba 38,27bb 39,27bc 29,2713 30,27bd 31,27be 32,279a ' +
  '33,27aa 34,27b6 35,27b9 36,2798 37,27b4 38,27b7 39,27ac 12,2702 20,2714 30,27ae 31,27b1 32,2703 33,2750 34,2752 35,276e 36,2770 21,2715 22,2716 23,2717 24,2718 25,2719 26,271a 27,271b 28,271c 29,2722 ' +
  '13,2704 20,2723 21,2724 22,2725 23,2726 24,2727 25,2605 26,2729 27,272a 28,272b 29,272c 14,260e 20,272d 21,272e 22,272f 23,2730 24,2731 25,2732 26,2733 27,2734 28,2735 29,2736 15,2706 20,2737 21,2738 ' +
  '22,2739 23,273a 24,273b 25,273c 26,273d 27,273e 28,273f 29,2740 16,271d 20,2741 21,2742 22,2743 23,2744 24,2745 25,2746 26,2747 27,2748 28,2749 29,274a 17,271e 20,274b 21,25cf 22,274d 23,25a0 24,274f ' +
  '25,2751 26,25b2 27,25bc 28,25c6 29,2756 18,271f 21,25d7 22,2758 23,2759 24,275a 25,276f 26,2771 27,2772 28,2773 29,2768 19,2720 20,2769 21,276c 22,276d 23,276a 24,276b 25,2774 26,2775 27,275b 28,275c ' +
  '29,275d 0space,20';
