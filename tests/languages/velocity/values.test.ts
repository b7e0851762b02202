// What Java 17's own String, List, Map and numbers give for these.
import assert from "node:assert/strict";
import { rendered } from "./rendered";

const BODY =
  '{"list":[1,"x",{"y":[1,2]},null,2.5,true],"obj":{"a":1,"b":"two","c":[1],"d":{"e":null}},"n":5,"big":12345678901,"d":1.0,"dec":0.2000000000000000005}';
const GIVEN = `#set($s="Hello, World")#set($t=" a b ")#set($l=["b","a",3])#set($j=$input.path('$.list'))#set($o=$input.path('$.obj'))#set($i=42)#set($d=2.5)`;

const TABLES: Readonly<Record<string, readonly (readonly [template: string, expected: string])[]>> = {
  "text in numbers": [
    [
      "$s.length() $s.indexOf('o') $s.indexOf('o',5) $s.lastIndexOf('o') $s.indexOf('zz') $s.compareTo('Help') $s.hashCode()",
      "12 4 8 8 -1 -4 -505841268",
    ],
    ["$s.charAt(4) $s.codePointAt(0) $s.compareToIgnoreCase('hello, world')", "o 72 0"],
  ],
  "tests of text": [
    [
      "$s.contains('World') $s.startsWith('Hel') $s.startsWith('lo',3) $s.endsWith('d') $s.isEmpty() $t.isBlank()",
      "true true true true false false",
    ],
    ["$s.equals('x') $s.equalsIgnoreCase('HELLO, WORLD') $s.matches('H.*d') $s.matches('Hello')", "false true true false"],
    ["$s.equals(1)$s.contains(1)$s.empty", "falsefalse"],
  ],
  "changes of text": [
    [
      "[$t.trim()][$t.strip()][$s.toUpperCase()][$s.toLowerCase()][$s.concat('!')][$s.repeat(2)]",
      "[a b][a b][HELLO, WORLD][hello, world][Hello, World!][Hello, WorldHello, World]",
    ],
    [
      "$s.substring(7) $s.substring(0,5) $s.subSequence(0,1) $s.replace('l','L') $s.replace('','-')",
      "World Hello H HeLLo, WorLd -H-e-l-l-o-,- -W-o-r-l-d-",
    ],
    [
      "$s.replaceAll('[aeiou]','<$0>') $s.replaceFirst('(l)(l)','$2-$1') $s.replaceAll('(?<n>W)','${n}!')",
      "H<e>ll<o>, W<o>rld Hel-lo, World Hello, W!orld",
    ],
    [
      "$s.split(', ').size() $s.split(', ')[1] $s.split('o',2)[1] $s.split(',').get(0) #foreach($p in $s.split(','))($p)#end",
      "2 World , World Hello (Hello)( World)",
    ],
    [
      "$s.join('-',['a','b']) $s.join('-','a','b') $s.valueOf($l) $s.format('%05d|%-4s|%.2f|%x|%,d|%b|%%', 42, 'a', 2.5, 255, 1234567, true)",
      "a-b a-b [b, a, 3] 00042|a   |2.50|ff|1,234,567|true|%",
    ],
  ],
  "methods that do not fit": [
    ["[$s.fly()][$s.substring('a')][$l.get('a')][$i.length()][$s.length.foo]", "[][][][][]"],
    ["[$s.nope.nope]", "[]"],
  ],
  lists: [
    ["$s.split(',').equals($s.split(','))", "false"],
    [
      "$l $l.size() $l.isEmpty() $l.empty $l.contains('a') $l.contains(3) $l.indexOf('a') $l.lastIndexOf('zz') $l.hashCode()",
      "[b, a, 3] 3 false false true true 1 -1 126979",
    ],
    ["$l.add('z') $l.add(0,'q')|$l", "true |[q, b, a, 3, z]"],
    ["$l.remove(0) $l.remove('a') $l.remove('nope') $l", "b true false [3]"],
    ["$l.addAll([1,2]) $l.addAll(0,['x']) $l.set(1,'y') $l", "true true b [x, y, a, 3, 1, 2]"],
    [
      "$l.subList(1,3) $l.toArray()[0] $l.iterator().next() $l.removeAll(['b']) $l.retainAll(['a']) $l $l.containsAll([]) $l.clear()$l",
      "[a, 3] b b true true [a] true []",
    ],
    ["$l.equals(['b','a',3]) $l.equals(['b']) $j", 'true false [1,"x",{"y":[1,2]},null,2.5,true]'],
  ],
  maps: [
    [
      "$o $o.size() $o.isEmpty() $o.containsKey('a') $o.containsValue('two') $o.get('zz')$o.getOrDefault('zz',7)",
      "{a=1, b=two, c=[1], d={e=null}} 4 false true true 7",
    ],
    [
      "$o.keySet() $o.values() $o.entrySet() #foreach($e in $o.entrySet())$e.key=$e.getValue();#end",
      "[a, b, c, d] [1, two, [1], {e=null}] [a=1, b=two, c=[1], d={e=null}] a=1;b=two;c=[1];d={e=null};",
    ],
    [
      "[$o.put('a',2)][$o.put('n',3)][$o.putIfAbsent('n',4)][$o.remove('b')][$o.replace('zz',1)]$o",
      "[1][][3][two][]{a=2, c=[1], d={e=null}, n=3}",
    ],
    ['#set($m={})$m.putAll($o)$m.putAll({"z":1})$m.put(1,"x")$m.get(1)$m[1] $m.keySet().contains("z") $m.keySet().size()', "xx true 6"],
    [
      "$o.values().iterator().hasNext() $o.keySet().get(0)$o.keySet().remove('a') $o $o.clear()$o",
      "true true {b=two, c=[1], d={e=null}} {}",
    ],
    ["#if($o.d.e == $null && $o.d.e == '')y#end$o.equals({'a':1})$o.size", "yfalse"],
  ],
  numbers: [
    [
      "#set($q=$input.path('$.dec'))#set($r=$q/9)$r,#set($r=$q/-9)$r,#set($r=$q*$q)$r,#set($r=$q - 1)$r,#if($q > 0.1 && $q < 1)y#end",
      "0.0222222222222222223,-0.0222222222222222223,0.04000000000000000020000000000000000025,-0.7999999999999999995,y",
    ],
    [
      "$i.toString() $i.intValue() $i.doubleValue() $i.longValue() $d.intValue() $i.compareTo(41) $i.equals(42) $i.hashCode()",
      "42 42 42.0 42 2 1 true 42",
    ],
    [
      "$i.parseInt('7') $i.parseInt('ff',16) $i.valueOf('8') $i.toHexString(255) $i.toBinaryString(5) $i.max(1,2) $i.min(1,2) $i.sum(1,2)",
      "7 255 8 ff 101 2 1 3",
    ],
    [
      "$input.path('$.big') $input.path('$.d') $input.path('$.n').doubleValue() $input.path('$.big').longValue() $d.isNaN()",
      "12345678901 1.0 5.0 12345678901 false",
    ],
    ["#set($t=true)$t.toString() $t.equals(true) $t.booleanValue() $t.parseBoolean('TRUE')", "true true true true"],
    ["#set($a=0.001)$a #set($b=0.0001)$b #set($c=9999999.0)$c #set($e=10000000.0)$e", "0.0011.0E-49999999.01.0E7"],
  ],
  $util: [
    ['$util.escapeJavaScript("it\'s a/b")', "it\\'s a\\/b"],
    [`$util.escapeJavaScript($input.path('$.list'))`, '[1,\\"x\\",{\\"y\\":[1,2]},null,2.5,true]'],
    ["$util.urlEncode('a b&c=d/é~*') $util.urlDecode('a+b%26%C3%A9')", "a+b%26c%3Dd%2F%C3%A9%7E* a b&é"],
    ["$util.base64Encode('aé') $util.base64Decode('YcOp')", "YcOp aé"],
    [`$util.parseJson('{"a":[1,{"b":2}]}').a[1].b $util.parseJson('[1]').size() $util.parseJson('text')`, "2 1 text"],
  ],
};

describe("Java values", () => {
  for (const [theme, rows] of Object.entries(TABLES)) {
    for (const [template, expected] of rows) {
      it(`has ${theme}: ${JSON.stringify(template)}`, () => assert.equal(rendered(GIVEN + template, BODY), expected));
    }
  }
});
